package io.usher.node.agent.session;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sockets between xrdp and its X servers. Each X server listens on one; a connected socket of that name exists
 * exactly while a client is attached.
 */
final class DisplaySockets {
    // Columns of /proc/net/unix: address, references, protocol, flags, type, state, inode, path. State 03 is connected.
    private static final Pattern CONNECTED =
            Pattern.compile("^\\S+ \\S+ \\S+ \\S+ \\S+ 03 +\\d+ \\S*/xrdp_display_(\\d{1,9})$", Pattern.MULTILINE);
    // Columns of ss -x: type, state, two queues, path, inode, '*', inode of the peer.
    private static final Pattern PEER = Pattern.compile(
            "^\\S+\\s+ESTAB\\s+\\d+\\s+\\d+\\s+\\S*/xrdp_display_(\\d{1,9})\\s+\\d+\\s+\\S+\\s+(\\d+)",
            Pattern.MULTILINE);

    private DisplaySockets() {}

    /** Returns the displays that have a client, from the text of {@code /proc/net/unix}. */
    static Set<Integer> attached(String table) {
        Set<Integer> displays = new TreeSet<>();
        Matcher matcher = CONNECTED.matcher(table);
        while (matcher.find()) {
            displays.add(Integer.parseInt(matcher.group(1)));
        }
        return displays;
    }

    /**
     * Returns the inodes of the sockets at the other end of a display's connections, from the text of {@code ss -xH}.
     */
    static Set<Long> peers(String sockets, int display) {
        Set<Long> inodes = new TreeSet<>();
        Matcher matcher = PEER.matcher(sockets);
        while (matcher.find()) {
            if (Integer.parseInt(matcher.group(1)) == display) {
                inodes.add(Long.parseLong(matcher.group(2)));
            }
        }
        return inodes;
    }
}
