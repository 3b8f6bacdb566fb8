package io.proconsul.hostmanager.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.hostmanager.manifest.Signed;
import io.proconsul.hostmanager.manifest.VerifiedManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdoptionTest {
    private static final VerifiedManifest SEVEN =
            Signed.generation(7).file("server.json", "7").verified();

    @Test
    void adoptsTheFirstAndEveryNewerGeneration() {
        assertThat(Adoption.decide(holding(0), SEVEN)).isEqualTo(new Adoption.Adopt(SEVEN));
        assertThat(Adoption.decide(holding(6), SEVEN)).isEqualTo(new Adoption.Adopt(SEVEN));
    }

    @Test
    void keepsWhatItHas() {
        assertThat(Adoption.decide(holding(7), SEVEN)).isEqualTo(new Adoption.Keep());
    }

    @Test
    void neverGoesBack() {
        assertThat(Adoption.decide(holding(8), SEVEN))
                .isEqualTo(new Adoption.Refuse("generation 7 is older than 8, which this server has already run"));
    }

    @Test
    void neverGoesBackEvenIfTheNewerOneIsDamagedOrGone() {
        var damaged = new Inventory(Optional.empty(), 8, List.of());

        assertThat(Adoption.decide(damaged, SEVEN)).isInstanceOf(Adoption.Refuse.class);
    }

    @Test
    void refusesOtherContentUnderTheSameNumber() {
        var other = Signed.generation(7).file("server.json", "other").verified();

        assertThat(Adoption.decide(holding(7), other)).isInstanceOf(Adoption.Refuse.class);
    }

    @Test
    void fetchesADamagedGenerationAgain() {
        var fellBack = new Inventory(holding(6).usable(), 7, List.of("generation 7: tls/ca.pem is missing"));

        assertThat(Adoption.decide(fellBack, SEVEN)).isEqualTo(new Adoption.Adopt(SEVEN));
    }

    private static Inventory holding(long number) {
        if (number == 0) {
            return new Inventory(Optional.empty(), 0, List.of());
        }
        var manifest = Signed.generation(number)
                .file("server.json", Long.toString(number))
                .verified();
        return new Inventory(Optional.of(new Generation(manifest, Path.of("gen-" + number))), number, List.of());
    }
}
