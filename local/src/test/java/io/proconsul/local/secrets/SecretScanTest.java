package io.proconsul.local.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.proconsul.local.secrets.SecretScan.Finding;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretScanTest {
    private static final String VALUE = "LUg/+FizWDKpKgKGYMwyA-marker?~";

    private final SecretScan scan = new SecretScan(List.of(Secret.of("gossip key", VALUE)));

    @Test
    void findsItAsItIs() {
        scan.look("a log", ("before " + VALUE + " after").getBytes(UTF_8));

        assertThat(scan.findings()).containsExactly(new Finding("gossip key", "a log"));
    }

    @Test
    void findsItInHex() {
        var hex = HexFormat.of().formatHex(VALUE.getBytes(UTF_8));

        scan.look("lower", hex.getBytes(UTF_8));
        scan.look("upper", hex.toUpperCase(Locale.ROOT).getBytes(UTF_8));

        assertThat(scan.findings()).extracting(Finding::place).containsExactly("lower", "upper");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "xy", "xyz", "a longer one before "})
    void findsItInBase64WhateverStandsBefore(String before) {
        var bytes = (before + VALUE + "\"}").getBytes(UTF_8);

        scan.look("standard", Base64.getEncoder().encode(bytes));
        scan.look("for URLs", Base64.getUrlEncoder().encode(bytes));

        assertThat(scan.findings()).extracting(Finding::place).containsExactly("standard", "for URLs");
    }

    @Test
    void findsItInsideWhatIsCompressed() throws IOException {
        var out = new ByteArrayOutputStream();
        out.write("header".getBytes(UTF_8));
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(("{\"encrypt\":\"" + VALUE + "\"}").getBytes(UTF_8));
        }

        scan.look("a batch", out.toByteArray());

        assertThat(scan.found()).containsExactly("gossip key");
    }

    @Test
    void findsNothingWhereNothingIs() {
        scan.look("a log", "LUg/+FizWDKpKgKG is only its beginning".getBytes(UTF_8));

        assertThat(scan.findings()).isEmpty();
        assertThat(scan.places()).isOne();
    }

    @Test
    void looksThroughAFolderButForWhatIsLeftOut(@TempDir Path folder) throws IOException {
        Files.createDirectories(folder.resolve("logs"));
        Files.createDirectories(folder.resolve("vms"));
        Files.writeString(folder.resolve("logs/a.log"), VALUE);
        Files.writeString(folder.resolve("vms/disk"), VALUE);

        scan.lookInto(folder, file -> file.startsWith("vms"));

        assertThat(scan.findings()).containsExactly(new Finding("gossip key", "logs/a.log"));
    }

    @Test
    void findsItAcrossThePiecesOfALargeFile(@TempDir Path folder) throws IOException {
        var large = new byte[20 * 1024 * 1024];
        var value = VALUE.getBytes(UTF_8);
        System.arraycopy(value, 0, large, 8 * 1024 * 1024 - value.length / 2, value.length);
        Files.write(folder.resolve("segment.log"), large);

        scan.lookInto(folder, file -> false);

        assertThat(scan.findings()).containsExactly(new Finding("gossip key", "segment.log"));
    }

    @Test
    void aFileThatGoesAwayWhileItLooksIsNoTrouble(@TempDir Path folder) throws IOException {
        var files = List.of(folder.resolve("one"), folder.resolve("other"));
        for (var file : files) {
            Files.writeString(file, VALUE);
        }

        scan.lookInto(folder, visited -> {
            files.stream()
                    .filter(file -> !file.endsWith(visited))
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
            return false;
        });

        assertThat(scan.findings()).hasSize(1);
    }
}
