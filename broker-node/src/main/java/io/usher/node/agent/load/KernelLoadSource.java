package io.usher.node.agent.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The load of this machine from {@code /proc/stat} and {@code /proc/meminfo}. */
public final class KernelLoadSource implements LoadSource {
    private final Path proc;
    private ProcessorTimes before;

    /**
     * Creates a source for the machine that this process runs on.
     *
     * @throws IOException if the machine has no {@code /proc} as Linux has it
     */
    public KernelLoadSource() throws IOException {
        this(Path.of("/proc"));
    }

    KernelLoadSource(Path proc) throws IOException {
        this.proc = proc;
        this.before = ProcessorTimes.parse(read("stat"));
    }

    @Override
    public LoadSample sample() throws IOException {
        ProcessorTimes now = ProcessorTimes.parse(read("stat"));
        Memory memory = Memory.parse(read("meminfo"));
        LoadSample sample = new LoadSample(now.permilleSince(before), memory.used(), memory.total());
        before = now;
        return sample;
    }

    private String read(String file) throws IOException {
        return Files.readString(proc.resolve(file), StandardCharsets.US_ASCII);
    }
}
