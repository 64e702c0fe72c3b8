package io.usher.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.usher.it.cluster.BrokerProcess;
import io.usher.it.plant.Plant;
import io.usher.it.plant.PlantAgent;
import io.usher.it.traffic.CheckedRun.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The checker earns its trust: it finds each bug that is planted, and nothing when the same is done to brokers without
 * one.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
class PlantedBugsIT {

    @RegisterExtension
    final SiteExtension site = new SiteExtension();

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NEXT_FEATURE_LEVEL", "NEXT_FOLDERS"})
    void findsThePlantedBug(Plant plant) throws IOException {
        PlantScenario scenario = PlantScenario.of(plant);

        Result result = scenario.play(site, Optional.of(plant));

        assertThat(result.violations()).as(site.about(result)).isNotEmpty();
        assertThat(result.violations())
                .as(site.about(result))
                .anyMatch(violation -> scenario.isFoundAs(violation.rule()));
        System.out.println(
                plant.argument() + " is found " + result.violations().size() + " times: " + scenario.firstSign(result));
        for (BrokerProcess broker : scenario.brokers()) {
            assertThat(Files.readString(broker.log())).contains(PlantAgent.PLANTED + plant.argument());
        }
    }

    /** The other scenarios are played without a bug by {@link RetryIT} and {@link PartitionIT}. */
    @ParameterizedTest
    @EnumSource(names = {"IGNORED_IN_FLIGHT", "ONE_SEAT_TOO_MANY", "UNCHECKED_FENCE"})
    void findsNothingWhereNothingIsPlanted(Plant plant) {
        Result result = PlantScenario.of(plant).play(site, Optional.empty());

        assertThat(result.violations()).as(site.about(result)).isEmpty();
    }
}
