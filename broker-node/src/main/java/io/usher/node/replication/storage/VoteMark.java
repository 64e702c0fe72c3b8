package io.usher.node.replication.storage;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * What Ratis's two small files told not long ago: for whom this broker voted, and who belongs to the group. Ratis
 * writes both without a checksum, takes a vote that is gone for one that was never given, and goes on with the group of
 * the configuration file when it cannot read the other. A broker that forgets a vote may help to elect a second
 * primary. Not thread-safe.
 */
final class VoteMark {

    private static final Pattern FORMAT = Pattern.compile(
            "term=(\\d{1,18})\nvoted=(.*)\ngroup=(-?\\d{1,18}):([0-9a-f]{1,8})\nchecksum=([0-9a-f]+)\n");

    private static final String REMEDY =
            "This broker may have forgotten what it voted for. Restore the storage directory"
                    + " from a copy, or remove the broker from the site and add it under another id";

    private final Path file;
    private final Path vote;
    private final Path group;
    private Optional<Content> known;

    /**
     * Both files in short.
     *
     * @param voted whom it voted for in this term; empty for nobody
     * @param groupIndex of the entry that made the group what it is, -1 while the log has none
     * @param groupChecksum of the whole file
     */
    record Content(long term, String voted, long groupIndex, int groupChecksum) {

        private String text() {
            String body = "term=" + term + "\nvoted=" + voted + "\ngroup=" + groupIndex + ":"
                    + Integer.toHexString(groupChecksum) + "\n";
            return body + "checksum=" + Integer.toHexString(checksum(body.getBytes(StandardCharsets.UTF_8))) + "\n";
        }
    }

    private VoteMark(Path file, Path current, Optional<Content> known) {
        this.file = file;
        this.vote = current.resolve("raft-meta");
        this.group = current.resolve("raft-meta.conf");
        this.known = known;
    }

    /** @param current where Ratis keeps its files */
    static VoteMark open(Path file, Path current) throws IOException {
        if (!Files.exists(file)) {
            return new VoteMark(file, current, Optional.empty());
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Matcher matcher = FORMAT.matcher(text);
        if (matcher.matches()) {
            Content content = new Content(
                    Long.parseLong(matcher.group(1)),
                    matcher.group(2),
                    Long.parseLong(matcher.group(3)),
                    Integer.parseUnsignedInt(matcher.group(4), 16));
            if (content.text().equals(text)) {
                return new VoteMark(file, current, Optional.of(content));
            }
        }
        throw new StorageRefusedException(file + " is damaged, so the vote beside it cannot be trusted. " + REMEDY);
    }

    /** Takes note of what the files tell now. */
    void advance() throws IOException {
        if (!Files.exists(vote)) {
            return;
        }
        Content now = read();
        if (!known.equals(Optional.of(now))) {
            DurableFile.write(file, out -> out.write(now.text().getBytes(StandardCharsets.UTF_8)));
            known = Optional.of(now);
        }
    }

    /**
     * Refuses files that are damaged, or older than they were.
     *
     * @param snapshot index of the newest snapshot, -1 without one
     */
    void check(InspectedLog log, long snapshot) throws IOException {
        Content found = read();
        if (found.term() < log.lastTerm()) {
            throw refused(vote, "it must be of term " + log.lastTerm() + " of the log at least, found " + found.term());
        }
        if (known.isEmpty()) {
            return;
        }
        Content before = known.get();
        if (found.term() < before.term()) {
            throw refused(vote, "it was of term " + before.term() + ", found " + found.term());
        }
        if (found.term() == before.term()
                && !before.voted().isEmpty()
                && !before.voted().equals(found.voted())) {
            throw refused(
                    vote, "it held the vote for " + before.voted() + " in term " + found.term() + " and does not now");
        }
        checkGroup(before, found, log, snapshot);
    }

    private void checkGroup(Content before, Content found, InspectedLog log, long snapshot)
            throws StorageRefusedException {
        boolean isSame = found.groupIndex() == before.groupIndex() && found.groupChecksum() == before.groupChecksum();
        // One that came with a snapshot is in no log here.
        boolean isNewer = found.groupIndex() > before.groupIndex()
                && (found.groupIndex() <= snapshot || log.isConfiguration(found.groupIndex()));
        if (!isSame && !isNewer) {
            throw refused(
                    group,
                    "it held the group of entry " + before.groupIndex() + ", found another one, of entry "
                            + found.groupIndex());
        }
    }

    private Content read() throws IOException {
        Properties properties = new Properties();
        byte[] bytes = Files.readAllBytes(vote);
        try {
            properties.load(new StringReader(new String(bytes, StandardCharsets.UTF_8)));
            String term = properties.getProperty("term", "");
            String voted = properties.getProperty("votedFor", "");
            if (properties.size() != 2 || !term.matches("\\d{1,18}") || !properties.containsKey("votedFor")) {
                throw refused(vote, "it must hold a term and a vote, found " + properties.stringPropertyNames());
            }
            byte[] members = Files.exists(group) ? Files.readAllBytes(group) : new byte[0];
            return new Content(Long.parseLong(term), voted, groupIndex(members), checksum(members));
        } catch (IllegalArgumentException e) {
            throw refused(vote, e.toString());
        }
    }

    private long groupIndex(byte[] members) throws StorageRefusedException {
        if (members.length == 0) {
            return -1;
        }
        try {
            LogSegmentScan.Entry entry = LogSegmentScan.Entry.read(CodedInputStream.newInstance(members));
            if (entry.kind() == LogSegmentScan.Kind.CONFIGURATION) {
                return entry.index();
            }
            throw refused(group, "it must tell who belongs to the group, found something else");
        } catch (StorageRefusedException e) {
            throw e;
        } catch (IOException e) {
            throw refused(group, e.toString());
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    private static StorageRefusedException refused(Path file, String why) {
        return new StorageRefusedException(file + " is damaged or an old copy: " + why + ". " + REMEDY);
    }
}
