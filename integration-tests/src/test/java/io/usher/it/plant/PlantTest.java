package io.usher.it.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether there is still ground for each bug. */
class PlantTest {

    @ParameterizedTest
    @EnumSource(Plant.class)
    void spoilsAMethodThatIsThere(Plant plant) throws ClassNotFoundException {
        assertThat(Class.forName(plant.type()).getDeclaredMethods())
                .extracting(Method::getName)
                .contains(plant.method());
    }

    @ParameterizedTest
    @EnumSource(Plant.class)
    void isFoundByItsName(Plant plant) {
        assertThat(Plant.named(plant.argument())).isEqualTo(plant);
    }

    @Test
    void saysWhichNamesThereAre() {
        assertThatThrownBy(() -> Plant.named("no-such-bug")).hasMessageContaining(Arrays.toString(Plant.values()));
    }
}
