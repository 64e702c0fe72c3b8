package io.usher.node.cli.output;

import io.usher.proto.v1.DescribeHostResponse;
import io.usher.proto.v1.EffectiveSetting;
import java.time.Duration;

/** The settings in effect on a host as people read them. */
public final class SettingsText {

    private static final String GUARD = "pending_logon_limit";
    private static final String TIME = "_timeout";

    private SettingsText() {}

    /** One row for each setting: its name, its value in effect, and where it was set. */
    public static Table table(DescribeHostResponse described, Printer printer) {
        Table table = printer.table("SETTING", "VALUE", "FROM");
        for (EffectiveSetting setting : described.getSettingsList()) {
            table.addTexts(setting.getSetting().replace('_', '-'), value(setting), from(setting));
        }
        return table;
    }

    private static String value(EffectiveSetting setting) {
        if (setting.getSetting().endsWith(TIME)) {
            return setting.getValue() == 0 ? "never" : Wording.span(Duration.ofSeconds(setting.getValue()));
        }
        boolean unlimited = setting.getSetting().equals(GUARD) && setting.getValue() == 0;
        return unlimited ? "none" : Integer.toString(setting.getValue());
    }

    private static String from(EffectiveSetting setting) {
        return switch (setting.getOrigin()) {
            case ORIGIN_HOST, ORIGIN_POOL -> Wording.word(setting.getOrigin()) + " " + Wording.id(setting.getSource());
            default -> Wording.word(setting.getOrigin());
        };
    }
}
