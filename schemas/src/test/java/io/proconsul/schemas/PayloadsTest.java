package io.proconsul.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.proconsul.wire.Done;
import io.proconsul.wire.Payload;
import io.proconsul.wire.PrepareNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PayloadsTest {

    @Test
    void namesTheTypeAndWritesAvrosSingleObjectEncoding() throws IOException {
        var payload = Payloads.pack(Samples.PREPARE_NETWORK);

        assertThat(payload.getType()).isEqualTo("PrepareNetwork");
        assertThat(PrepareNetwork.fromByteBuffer(payload.getData().duplicate())).isEqualTo(Samples.PREPARE_NETWORK);
    }

    @Test
    void readsWhatAvroWrote() throws IOException {
        var payload = new Payload("PrepareNetwork", Samples.PREPARE_NETWORK.toByteBuffer());

        assertThat(Payloads.unpack(payload, PrepareNetwork.class)).isEqualTo(Samples.PREPARE_NETWORK);
    }

    @Test
    void unpackingLeavesThePayloadAsItWas() {
        var payload = Payloads.pack(Samples.PREPARE_NETWORK);

        Payloads.unpack(payload, PrepareNetwork.class);

        assertThat(payload).isEqualTo(Payloads.pack(Samples.PREPARE_NETWORK));
    }

    @Test
    void refusesAnotherType() {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> Payloads.unpack(Payloads.pack(new Done(1)), PrepareNetwork.class))
                .withMessage("Expected a payload PrepareNetwork, found Done");
    }

    @Test
    void refusesWhatNoReleaseWrote() {
        assertRefused("c301 0102030405060708 00", "no release had a schema with the fingerprint 0807060504030201");
    }

    @Test
    void refusesAnotherMarker() {
        assertRefused("0000 0000000000000000 00", "expected the marker c301, found 0000");
    }

    @Test
    void refusesLessThanAHeader() {
        assertRefused("c301", "expected 10 bytes of header, found 2 in all");
    }

    @Test
    void refusesTruncatedAndTrailingBytes() {
        var bytes = Payloads.pack(Samples.PREPARE_NETWORK).getData().array();

        for (int length : new int[] {bytes.length - 1, bytes.length + 1}) {
            var payload = new Payload("PrepareNetwork", ByteBuffer.wrap(Arrays.copyOf(bytes, length)));
            assertThatExceptionOfType(MalformedRecordException.class)
                    .isThrownBy(() -> Payloads.unpack(payload, PrepareNetwork.class))
                    .withMessageStartingWith("Payload PrepareNetwork: ");
        }
    }

    private static void assertRefused(String hex, String reason) {
        var payload =
                new Payload("PrepareNetwork", ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", ""))));
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> Payloads.unpack(payload, PrepareNetwork.class))
                .withMessage("Payload PrepareNetwork: " + reason);
    }
}
