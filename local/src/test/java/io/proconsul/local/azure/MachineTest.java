package io.proconsul.local.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.azure.resourcemanager.compute.models.VirtualMachineScaleSetOSProfile;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.proconsul.local.azure.vm.MachineProcesses.Image;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final String GROUP = "rg1";

    @TempDir
    Path state;

    private Cloud cloud;

    @BeforeEach
    void start() throws Exception {
        Files.createDirectories(state.resolve("vm-image/etc/proconsul"));
        Files.writeString(state.resolve("vm-image/etc/proconsul/manifest-key.pem"), "KEY");
        var program =
                "echo $AZURE_POD_IDENTITY_AUTHORITY_HOST > {root}/imds; sleep 1000 & echo $! > {root}/child; wait";
        var image = new Image(state.resolve("vm-image"), List.of("/bin/sh", "-c", program));
        cloud = Cloud.start(state, Optional.empty(), Optional.empty(), Optional.of(image));
        cloud.groups().createOrUpdate(GROUP, new ResourceGroupInner().withLocation("westeurope"));
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void bootsAProcessWithItsDiskAndEndsItWithItsScaleSet() throws Exception {
        var subnet = cloud.network()
                .serviceClient()
                .getVirtualNetworks()
                .createOrUpdate(GROUP, "net", ArmTest.network())
                .subnets()
                .get(0);
        var scaleSet = ArmTest.scaleSet(subnet.id());
        scaleSet.virtualMachineProfile()
                .withOsProfile(new VirtualMachineScaleSetOSProfile()
                        .withComputerNamePrefix("c1")
                        .withCustomData(customData()));
        var scaleSets = cloud.compute().serviceClient().getVirtualMachineScaleSets();

        scaleSets.createOrUpdate(GROUP, "c1-server-0", scaleSet);

        var disk = state.resolve("vms/c1-server-0/0");
        await().until(() -> Files.exists(disk.resolve("child")) && Files.size(disk.resolve("child")) > 0);
        assertThat(disk.resolve("etc/proconsul/host.json")).hasContent("{\"schemaVersion\":1}");
        assertThat(disk.resolve("etc/proconsul/manifest-key.pem")).hasContent("KEY");
        assertThat(power()).isEqualTo("PowerState/running");
        var metadata = metadata(Files.readString(disk.resolve("imds")).trim());
        assertThat(metadata)
                .contains("\"vmScaleSetName\":\"c1-server-0\"", "\"zone\":\"2\"", "\"privateIpAddress\":\"127.");

        var child = ProcessHandle.of(
                        Long.parseLong(Files.readString(disk.resolve("child")).trim()))
                .orElseThrow();
        scaleSets.delete(GROUP, "c1-server-0");

        await().until(() -> !child.isAlive());
        assertThat(disk).doesNotExist();
    }

    private String power() {
        return cloud.compute()
                .serviceClient()
                .getVirtualMachineScaleSetVMs()
                .get(GROUP, "c1-server-0", "0")
                .instanceView()
                .statuses()
                .get(1)
                .code();
    }

    private static String metadata(String imds) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(imds + "/metadata/instance?api-version=2021-02-01"))
                .header("Metadata", "true")
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static String customData() {
        var content = Base64.getEncoder().encodeToString("{\"schemaVersion\":1}".getBytes(StandardCharsets.UTF_8));
        var cloudConfig = """
                #cloud-config
                write_files:
                  - path: /etc/proconsul/host.json
                    encoding: b64
                    permissions: "0640"
                    content: %s
                """.formatted(content);
        return Base64.getEncoder().encodeToString(cloudConfig.getBytes(StandardCharsets.UTF_8));
    }
}
