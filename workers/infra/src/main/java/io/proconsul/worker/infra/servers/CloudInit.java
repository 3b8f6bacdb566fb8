package io.proconsul.worker.infra.servers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * The cloud-config of a machine. It is written as JSON, which is YAML, by a serialiser, and what comes from outside is
 * inside base64: no value can become a directive (B4).
 */
record CloudInit(
        @JsonProperty("write_files") List<WrittenFile> writeFiles,
        @JsonProperty("disk_setup") Map<String, DiskSetup> diskSetup,
        @JsonProperty("fs_setup") List<FileSystem> fsSetup,
        List<List<String>> mounts) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DISK = "/dev/disk/azure/scsi1/lun0";
    private static final String PARTITION = DISK + "-part1";
    private static final String DATA = "/opt/consul/data";

    record WrittenFile(String path, String owner, String permissions, String encoding, String content) {}

    record DiskSetup(@JsonProperty("table_type") String tableType, boolean layout, boolean overwrite) {}

    record FileSystem(String device, String filesystem, String label, boolean overwrite) {}

    /** Writes the description, and mounts the data disk, formatted only if it is new. */
    static CloudInit of(HostDescription host) {
        return new CloudInit(
                List.of(new WrittenFile(HostDescription.PATH, "root:root", "0644", "b64", base64(json(host)))),
                Map.of(DISK, new DiskSetup("gpt", true, false)),
                List.of(new FileSystem(PARTITION, "ext4", "consul-data", false)),
                List.of(List.of(PARTITION, DATA, "ext4", "defaults,nofail", "0", "2")));
    }

    /** As Azure wants it for customData. */
    String customData() {
        return base64("#cloud-config\n" + json(this) + "\n");
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of strings is always JSON", e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
