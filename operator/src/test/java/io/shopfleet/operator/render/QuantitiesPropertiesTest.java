package io.shopfleet.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Quantity;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

@Label("Quantities, whatever their number and unit")
class QuantitiesPropertiesTest {
    private static final String[] UNITS = {"", "n", "u", "m", "k", "M", "G", "Ki", "Mi", "Gi"};

    @Property
    @Label("keep their value, and once written so stay so")
    void keepTheirValueAndOnceWrittenSoStaySo(
            @ForAll @LongRange(max = 8_000_000_000L) long number, @ForAll @IntRange(max = 9) int unit) {
        var given = new Quantity(number + UNITS[unit]);
        Quantity canonical = Quantities.canonical(given);
        assertThat(canonical.getNumericalAmount()).isEqualByComparingTo(given.getNumericalAmount());
        assertThat(Quantities.canonical(new Quantity(canonical.toString())).toString()).isEqualTo(canonical.toString());
    }
}
