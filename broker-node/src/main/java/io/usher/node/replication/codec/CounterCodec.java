package io.usher.node.replication.codec;

import io.usher.core.command.HostLoad;
import io.usher.core.model.CounterReading;
import io.usher.core.model.CounterWeights;
import io.usher.core.model.Counters;
import io.usher.core.model.CustomCounter;
import io.usher.core.model.HostId;
import io.usher.proto.internal.v1.CounterReadingRecord;
import io.usher.proto.internal.v1.CountersRecord;
import io.usher.proto.internal.v1.CustomCounterRecord;
import io.usher.proto.internal.v1.HostLoadRecord;
import java.util.List;
import java.util.OptionalInt;

/** What hosts measure, and what of it counts. */
public final class CounterCodec {

    private CounterCodec() {}

    static CountersRecord encode(Counters counters) {
        CountersRecord.Builder builder = CountersRecord.newBuilder()
                .setSessions(counters.sessions())
                .setMemory(counters.memory())
                .setCpu(counters.cpu())
                .setSessionsWeight(counters.weights().sessionsWeight())
                .setMemoryWeight(counters.weights().memoryWeight())
                .setCpuWeight(counters.weights().cpuWeight());
        counters.custom()
                .forEach(counter -> builder.addCustom(
                        CustomCounterRecord.newBuilder().setName(counter.name()).setWeight(counter.weight())));
        return builder.build();
    }

    static Counters decode(CountersRecord counters) {
        return new Counters(
                counters.getSessions(),
                counters.getMemory(),
                counters.getCpu(),
                new CounterWeights(
                        weight(counters.getSessionsWeight()),
                        weight(counters.getMemoryWeight()),
                        weight(counters.getCpuWeight())),
                counters.getCustomList().stream()
                        .map(counter -> new CustomCounter(counter.getName(), counter.getWeight()))
                        .toList());
    }

    private static int weight(int written) {
        return written == 0 ? CounterWeights.DEFAULT_WEIGHT : written;
    }

    public static List<CounterReadingRecord> encode(List<CounterReading> readings) {
        return readings.stream()
                .map(reading -> CounterReadingRecord.newBuilder()
                        .setCounter(reading.counter())
                        .setPermille(reading.permille())
                        .build())
                .toList();
    }

    public static List<CounterReading> decode(List<CounterReadingRecord> readings) {
        return readings.stream()
                .map(reading -> new CounterReading(reading.getCounter(), reading.getPermille()))
                .toList();
    }

    static HostLoadRecord encode(HostLoad load) {
        HostLoadRecord.Builder record = HostLoadRecord.newBuilder()
                .setHost(load.host().value())
                .setIncarnation(ValueCodec.encode(load.incarnation()))
                .setCpuPermille(load.cpuPermille())
                .setMemoryUsedBytes(load.memoryUsedBytes())
                .setMemoryTotalBytes(load.memoryTotalBytes())
                .setCovers(ValueCodec.encode(load.covers()))
                .addAllCustom(encode(load.custom()));
        load.startingMilliseats().ifPresent(record::setStartingMilliseats);
        return record.build();
    }

    static HostLoad decode(HostLoadRecord load) {
        return new HostLoad(
                new HostId(load.getHost()),
                ValueCodec.incarnation(load.getIncarnation()),
                load.getCpuPermille(),
                load.getMemoryUsedBytes(),
                load.getMemoryTotalBytes(),
                ValueCodec.position(load.getCovers()),
                decode(load.getCustomList()),
                load.hasStartingMilliseats() ? OptionalInt.of(load.getStartingMilliseats()) : OptionalInt.empty());
    }
}
