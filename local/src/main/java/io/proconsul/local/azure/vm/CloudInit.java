package io.proconsul.local.azure.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** The part of cloud-init that machines of a cluster need: {@code write_files} of a {@code #cloud-config}. */
final class CloudInit {
    private static final String MAGIC = "#cloud-config";
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private CloudInit() {}

    /**
     * Writes the files to a disk.
     *
     * @param customData as the scale set has it, base64; empty: nothing to do
     */
    static void apply(String customData, Path disk) throws IOException {
        if (customData.isEmpty()) {
            return;
        }
        var text = new String(Base64.getMimeDecoder().decode(customData), StandardCharsets.UTF_8);
        if (!text.startsWith(MAGIC)) {
            throw new IOException("custom data does not begin with " + MAGIC);
        }
        for (var file : YAML.readTree(text).path("write_files")) {
            write(file, disk);
        }
    }

    private static void write(JsonNode file, Path disk) throws IOException {
        var path = disk.resolve("." + Path.of("/").resolve(file.path("path").asText()))
                .normalize();
        if (!path.startsWith(disk)) {
            throw new IOException(
                    "write_files leaves the disk: " + file.path("path").asText());
        }
        var content = file.path("content").asText();
        var encoding = file.path("encoding").asText();
        var bytes = encoding.equals("b64") || encoding.equals("base64")
                ? Base64.getMimeDecoder().decode(content)
                : content.getBytes(StandardCharsets.UTF_8);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        Files.setPosixFilePermissions(path, permissions(file.path("permissions").asText("0644")));
    }

    private static Set<PosixFilePermission> permissions(String octal) {
        int mode = Integer.parseInt(octal, 8);
        var all = PosixFilePermission.values();
        var permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int i = 0; i < all.length; i++) {
            if ((mode & (1 << (all.length - 1 - i))) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }
}
