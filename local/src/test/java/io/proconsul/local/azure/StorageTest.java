package io.proconsul.local.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.BinaryData;
import com.azure.resourcemanager.authorization.fluent.models.RoleAssignmentInner;
import com.azure.resourcemanager.authorization.models.PrincipalType;
import com.azure.resourcemanager.authorization.models.RoleAssignmentCreateParameters;
import com.azure.resourcemanager.msi.fluent.models.IdentityInner;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import com.azure.resourcemanager.storage.fluent.models.BlobContainerInner;
import com.azure.resourcemanager.storage.models.Kind;
import com.azure.resourcemanager.storage.models.Sku;
import com.azure.resourcemanager.storage.models.SkuName;
import com.azure.resourcemanager.storage.models.StorageAccountCreateParameters;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.options.BlobParallelUploadOptions;
import io.proconsul.local.azure.roles.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class StorageTest {
    private static final String GROUP = "rg-storage";
    private static final String ACCOUNT = "pc0123456789abcdef";

    @TempDir
    static Path state;

    private static Cloud cloud;
    private static String accountId;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(state);
        cloud.groups().createOrUpdate(GROUP, new ResourceGroupInner().withLocation("westeurope"));
        var account = cloud.storage()
                .serviceClient()
                .getStorageAccounts()
                .create(
                        GROUP,
                        ACCOUNT,
                        new StorageAccountCreateParameters()
                                .withKind(Kind.STORAGE_V2)
                                .withLocation("westeurope")
                                .withSku(new Sku().withName(SkuName.STANDARD_ZRS)));
        accountId = account.id();
        assertThat(account.primaryEndpoints().blob()).isEqualTo(cloud.azure.blobEndpoint() + "/" + ACCOUNT + "/");
        for (var container : new String[] {"config", "snapshots"}) {
            cloud.storage()
                    .serviceClient()
                    .getBlobContainers()
                    .create(GROUP, ACCOUNT, container, new BlobContainerInner());
        }
        var customer = cloud.azure.principals().named("customer").objectId();
        assign(accountId, customer, Role.BLOB_DATA_CONTRIBUTOR);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void keepsBlobsUnderConditionsAndEncrypted() throws Exception {
        var blob = cloud.blobs(ACCOUNT, cloud.credential("customer"))
                .getBlobContainerClient("config")
                .getBlobClient("manifests/server 0.json");

        blob.upload(BinaryData.fromString("MARKER one"));

        assertThat(blob.downloadContent().toString()).isEqualTo("MARKER one");
        var etag = blob.getProperties().getETag();
        blob.uploadWithResponse(
                new BlobParallelUploadOptions(BinaryData.fromString("MARKER two"))
                        .setRequestConditions(new BlobRequestConditions().setIfMatch(etag)),
                null,
                null);
        refused(
                () -> blob.uploadWithResponse(
                        new BlobParallelUploadOptions(BinaryData.fromString("MARKER three"))
                                .setRequestConditions(new BlobRequestConditions().setIfMatch(etag)),
                        null,
                        null),
                412,
                BlobErrorCode.CONDITION_NOT_MET);
        refused(() -> blob.upload(BinaryData.fromString("MARKER four")), 409, BlobErrorCode.BLOB_ALREADY_EXISTS);
        assertThat(cloud.blobs(ACCOUNT, cloud.credential("customer"))
                        .getBlobContainerClient("config")
                        .listBlobsByHierarchy("manifests/"))
                .extracting(BlobItem::getName)
                .containsExactly("manifests/server 0.json");
        try (var files = Files.walk(state.resolve("azure/blobs"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("MARKER"));
        }
        blob.delete();
        assertThat(blob.exists()).isFalse();
    }

    @Test
    void letsAnIdentityReadItsOwnContainerAndNothingElse() {
        var identity = cloud.identities()
                .serviceClient()
                .getUserAssignedIdentities()
                .createOrUpdate(GROUP, "vm-id", new IdentityInner().withLocation("westeurope"));
        var principal = identity.principalId().toString();
        var config = accountId + "/blobServices/default/containers/config";

        assertThatThrownBy(() -> assign(config, principal, Role.BLOB_DATA_READER))
                .asInstanceOf(type(ManagementException.class))
                .satisfies(refusal -> assertThat(refusal.getValue().getCode()).isEqualTo("PrincipalNotFound"));
        await().ignoreExceptions().until(() -> assign(config, principal, Role.BLOB_DATA_READER) != null);
        assertThatThrownBy(() -> assign(config, principal, Role.BLOB_DATA_READER))
                .asInstanceOf(type(ManagementException.class))
                .satisfies(refusal -> assertThat(refusal.getValue().getCode()).isEqualTo("RoleAssignmentExists"));

        for (var container : new String[] {"config", "snapshots"}) {
            cloud.blobs(ACCOUNT, cloud.credential("customer"))
                    .getBlobContainerClient(container)
                    .getBlobClient("data")
                    .upload(BinaryData.fromString("for " + container));
        }
        var asVm = cloud.blobs(ACCOUNT, tokenOf(identity.clientId().toString()));
        var own = asVm.getBlobContainerClient("config").getBlobClient("data");
        assertThat(own.downloadContent().toString()).isEqualTo("for config");
        refused(
                () -> own.upload(BinaryData.fromString("x"), true),
                403,
                BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH);
        refused(
                () -> asVm.getBlobContainerClient("snapshots")
                        .getBlobClient("data")
                        .downloadContent(),
                403,
                BlobErrorCode.AUTHORIZATION_PERMISSION_MISMATCH);
    }

    private static TokenCredential tokenOf(String clientId) {
        return request -> Mono.just(new AccessToken(
                cloud.azure.tokenFor(clientId, "https://storage.azure.com"),
                OffsetDateTime.now(java.time.ZoneOffset.UTC).plusHours(1)));
    }

    private static RoleAssignmentInner assign(String scope, String principal, Role role) {
        return cloud.roleAssignments()
                .create(
                        scope,
                        UUID.randomUUID().toString(),
                        new RoleAssignmentCreateParameters()
                                .withPrincipalId(principal)
                                .withPrincipalType(PrincipalType.SERVICE_PRINCIPAL)
                                .withRoleDefinitionId("/subscriptions/" + Subscription.ID
                                        + "/providers/Microsoft.Authorization/roleDefinitions/" + role.id()));
    }

    private static void refused(ThrowingCallable call, int status, BlobErrorCode code) {
        assertThatThrownBy(call).asInstanceOf(type(BlobStorageException.class)).satisfies(refusal -> {
            assertThat(refusal.getStatusCode()).isEqualTo(status);
            assertThat(refusal.getErrorCode()).isEqualTo(code);
        });
    }
}
