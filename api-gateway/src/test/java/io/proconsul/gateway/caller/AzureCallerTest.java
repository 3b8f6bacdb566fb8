package io.proconsul.gateway.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.gateway.Certificates;
import io.proconsul.gateway.azure.AzureCertificates;
import io.proconsul.gateway.caller.Identification.Refused;
import io.proconsul.gateway.config.Configs;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AzureCallerTest {

    @Test
    void nobodyIsSentAwayForGoodWhileAzuresCertificatesAreUnknown() {
        // given
        var unread = new AzureCertificates(
                Configs.defaults(),
                location -> {
                    throw new IOException("nobody answers at " + location);
                },
                Clock.systemUTC());
        var shown = Certificates.AZURE.certificate();

        // when
        var found = new AzureCaller(unread, Configs.defaults())
                .identify(shown, new Credentials(Optional.of(shown), List.of(), Optional.empty()));

        // then
        assertThat(found).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.error().status())
                .isEqualTo(503));
    }
}
