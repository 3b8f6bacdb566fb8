package io.proconsul.local.azure.blob;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.proconsul.local.azure.arm.Resource;
import io.proconsul.local.azure.arm.ResourceStore;
import io.proconsul.local.azure.blob.BlobHandler.Target;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.time.Instant;
import java.util.Map;

/** Requests on a container: its properties, its making and its end, and the list of its blobs. */
final class ContainerRequests {
    private static final int PAGE = 5000;

    private final ResourceStore resources;
    private final BlobStore store;

    ContainerRequests(ResourceStore resources, BlobStore store) {
        this.resources = resources;
        this.store = store;
    }

    Response handle(Request request, Target target) {
        if (target.container().isEmpty()) {
            return request.parameter("comp").orElse("").equals("list")
                    ? containers(target)
                    : BlobHandler.refused(
                            400, "UnsupportedOperation", "This operation on the account is not supported.");
        }
        var container = resources.find(target.containerId());
        if (request.method().equals("PUT")) {
            return container.isPresent()
                    ? BlobHandler.refused(409, "ContainerAlreadyExists", "The specified container already exists.")
                    : create(target);
        }
        if (container.isEmpty()) {
            return BlobHandler.refused(404, "ContainerNotFound", "The specified container does not exist.");
        }
        if (request.method().equals("DELETE")) {
            store.deleteAll(target.accountName(), target.container());
            resources.remove(target.containerId());
            return Response.empty(202);
        }
        return request.parameter("comp").orElse("").equals("list")
                ? list(request, target)
                : properties(container.get());
    }

    private Response create(Target target) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("id", target.containerId().path())
                .put("name", target.container())
                .put("type", target.containerId().type());
        body.putObject("properties");
        var container = Resource.created(target.containerId(), body, Instant.now());
        resources.put(container);
        return properties(container, 201);
    }

    private static Response properties(Resource container) {
        return properties(container, 200);
    }

    private static Response properties(Resource container, int status) {
        return Response.empty(status)
                .with("ETag", container.etag())
                .with("Last-Modified", BlobHandler.HTTP_DATE.format(container.createdAt()));
    }

    private Response containers(Target target) {
        var xml = new StringBuilder(head(target, ""));
        xml.append("<Containers>");
        resources.below(target.account()).stream()
                .filter(resource -> resource.id().tail().equals("containers"))
                .forEach(container -> xml.append("<Container><Name>")
                        .append(Xml.escape(container.id().name()))
                        .append("</Name><Properties><Last-Modified>")
                        .append(BlobHandler.HTTP_DATE.format(container.createdAt()))
                        .append("</Last-Modified><Etag>")
                        .append(container.etag())
                        .append("</Etag></Properties></Container>"));
        return xml(xml.append("</Containers><NextMarker/></EnumerationResults>"));
    }

    private Response list(Request request, Target target) {
        var prefix = request.parameter("prefix").orElse("");
        var marker = request.parameter("marker").orElse("");
        int size = request.parameter("maxresults").map(Integer::parseInt).orElse(PAGE);
        var rest = store.list(target.accountName(), target.container(), prefix).stream()
                .filter(blob -> blob.name().compareTo(marker) >= 0)
                .toList();
        var page = rest.subList(0, Math.min(size, rest.size()));
        boolean metadata = request.parameter("include").orElse("").contains("metadata");
        var xml = new StringBuilder(head(target, target.container()));
        xml.append("<Prefix>").append(Xml.escape(prefix)).append("</Prefix><Blobs>");
        page.forEach(blob -> blob(xml, blob, metadata));
        xml.append("</Blobs><NextMarker>")
                .append(rest.size() > size ? Xml.escape(rest.get(size).name()) : "")
                .append("</NextMarker></EnumerationResults>");
        return xml(xml);
    }

    private static void blob(StringBuilder xml, Blob blob, boolean metadata) {
        xml.append("<Blob><Name>").append(Xml.escape(blob.name())).append("</Name><Properties>");
        element(xml, "Creation-Time", BlobHandler.HTTP_DATE.format(blob.lastModified()));
        element(xml, "Last-Modified", BlobHandler.HTTP_DATE.format(blob.lastModified()));
        element(xml, "Etag", blob.etag().replace("\"", ""));
        element(xml, "Content-Length", Long.toString(blob.size()));
        element(xml, "Content-Type", blob.headers().getOrDefault("content-type", "application/octet-stream"));
        element(xml, "BlobType", "BlockBlob");
        element(xml, "LeaseStatus", "unlocked");
        element(xml, "LeaseState", "available");
        xml.append("</Properties>");
        if (metadata) {
            xml.append("<Metadata>");
            blob.metadata().forEach((name, value) -> element(xml, name, value));
            xml.append("</Metadata>");
        }
        xml.append("</Blob>");
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(Xml.escape(text))
                .append("</")
                .append(name)
                .append('>');
    }

    private static String head(Target target, String container) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults ServiceEndpoint=\"/"
                + target.accountName() + "/\""
                + (container.isEmpty() ? "" : " ContainerName=\"" + Xml.escape(container) + "\"") + ">";
    }

    private static Response xml(StringBuilder xml) {
        return new Response(200, Map.of("Content-Type", "application/xml"), Body.of(xml.toString()));
    }
}
