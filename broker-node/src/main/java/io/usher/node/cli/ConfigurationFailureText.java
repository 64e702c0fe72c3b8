package io.usher.node.cli;

import io.usher.node.config.ConfigurationException;
import java.util.List;

/** Everything that is wrong with a configuration, in words. */
final class ConfigurationFailureText {
    private ConfigurationFailureText() {}

    static String of(ConfigurationException exception) {
        List<String> complaints = exception.complaints();
        String count = complaints.size() == 1 ? "a mistake" : complaints.size() + " mistakes";
        StringBuilder text = new StringBuilder("error: the configuration has " + count
                + "; nothing was started; mend what is listed here, 'usher config sample' explains every option");
        complaints.forEach(
                complaint -> text.append(System.lineSeparator()).append("  ").append(complaint));
        return text.toString();
    }
}
