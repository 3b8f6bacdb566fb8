package io.proconsul.local.azure.blob;

import io.proconsul.local.azure.blob.BlobHandler.Target;
import io.proconsul.local.http.Body;
import io.proconsul.local.http.Request;
import io.proconsul.local.http.Response;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** Requests on one block blob. Conditions are checked and the blob is written in one step. */
final class BlobRequests {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");
    private static final String META = "x-ms-meta-";
    private static final Map<String, String> STORED_HEADERS = Map.of(
            "x-ms-blob-content-type", "content-type",
            "x-ms-blob-content-encoding", "content-encoding",
            "x-ms-blob-content-language", "content-language",
            "x-ms-blob-content-disposition", "content-disposition",
            "x-ms-blob-content-md5", "content-md5",
            "x-ms-blob-cache-control", "cache-control");

    private final BlobStore store;

    BlobRequests(BlobStore store) {
        this.store = store;
    }

    Response handle(Request request, Target target) {
        synchronized (store) {
            var blob = store.find(target.accountName(), target.container(), target.blob());
            var failed = condition(request, blob);
            if (failed.isPresent()) {
                return failed.get();
            }
            if (request.method().equals("PUT")) {
                return put(request, target, blob);
            }
            if (blob.isEmpty()) {
                return BlobHandler.refused(404, "BlobNotFound", "The specified blob does not exist.");
            }
            return switch (request.method()) {
                case "GET" -> get(request, blob.get());
                case "HEAD" ->
                    described(Response.empty(200), blob.get())
                            .with("Content-Length", Long.toString(blob.get().size()));
                case "DELETE" -> {
                    store.delete(target.accountName(), target.container(), target.blob());
                    yield Response.empty(202);
                }
                default -> BlobHandler.refused(405, "UnsupportedHttpVerb", request.method() + " is not supported.");
            };
        }
    }

    private static Optional<Response> condition(Request request, Optional<Blob> blob) {
        var match = request.header("if-match").map(BlobRequests::unquoted);
        var noneMatch = request.header("if-none-match").map(BlobRequests::unquoted);
        var etag = blob.map(found -> unquoted(found.etag()));
        boolean mismatch =
                match.isPresent() && !match.equals(etag) && !(match.get().equals("*") && etag.isPresent());
        boolean met =
                noneMatch.isPresent() && etag.isPresent() && (noneMatch.get().equals("*") || noneMatch.equals(etag));
        if (mismatch) {
            return Optional.of(BlobHandler.refused(
                    412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met."));
        }
        if (!met) {
            return Optional.empty();
        }
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        return Optional.of(
                read
                        ? Response.empty(304)
                        : BlobHandler.refused(409, "BlobAlreadyExists", "The specified blob already exists."));
    }

    /** Clients send an ETag with its quotes or without; the service takes both. */
    private static String unquoted(String etag) {
        return etag.replace("\"", "");
    }

    private Response put(Request request, Target target, Optional<Blob> blob) {
        var account = target.accountName();
        var content = request.body().bytes();
        return switch (request.parameter("comp").orElse("")) {
            case "" ->
                written(store.write(
                        account, target.container(), target.blob(), content, headers(request), metadata(request)));
            case "block" -> {
                var id = request.parameter("blockid").orElse("");
                store.stage(account, target.container(), target.blob(), id, content);
                yield Response.empty(201).with("x-ms-request-server-encrypted", "true");
            }
            case "blocklist" -> commit(request, target);
            case "metadata" ->
                blob.map(old -> written(
                                store.describe(account, target.container(), old, old.headers(), metadata(request)),
                                200))
                        .orElseGet(BlobRequests::missing);
            case "properties" ->
                blob.map(old -> written(
                                store.describe(account, target.container(), old, headers(request), old.metadata()),
                                200))
                        .orElseGet(BlobRequests::missing);
            default -> BlobHandler.refused(400, "UnsupportedOperation", "This kind of PUT is not supported.");
        };
    }

    private Response commit(Request request, Target target) {
        try {
            var ids = Xml.leaves(request.body().text());
            var content = store.join(target.accountName(), target.container(), target.blob(), ids);
            if (content.isEmpty()) {
                return BlobHandler.refused(400, "InvalidBlockList", "The specified block list is invalid.");
            }
            var blob = store.write(
                    target.accountName(),
                    target.container(),
                    target.blob(),
                    content.get(),
                    headers(request),
                    metadata(request));
            store.dropBlocks(target.accountName(), target.container(), target.blob());
            return written(blob);
        } catch (XMLStreamException e) {
            return BlobHandler.refused(400, "InvalidXmlDocument", "The block list is not XML.");
        }
    }

    private Response get(Request request, Blob blob) {
        var content = store.read(blob);
        var range = request.header("x-ms-range").or(() -> request.header("range"));
        if (range.isEmpty()) {
            return described(new Response(200, Map.of(), Body.of(content)), blob);
        }
        var bounds = RANGE.matcher(range.get());
        if (!bounds.matches() || Long.parseLong(bounds.group(1)) >= Math.max(content.length, 1)) {
            return invalidRange(content.length);
        }
        int from = Integer.parseInt(bounds.group(1));
        if (from >= content.length) {
            return invalidRange(content.length);
        }
        long last = bounds.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(bounds.group(2));
        int to = (int) Math.min(last, content.length - 1L);
        return described(new Response(206, Map.of(), Body.of(Arrays.copyOfRange(content, from, to + 1))), blob)
                .with("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
    }

    private static Response invalidRange(int length) {
        return BlobHandler.refused(416, "InvalidRange", "The range specified is invalid for the current size.")
                .with("Content-Range", "bytes */" + length);
    }

    private static Response missing() {
        return BlobHandler.refused(404, "BlobNotFound", "The specified blob does not exist.");
    }

    private static Response written(Blob blob) {
        return written(blob, 201);
    }

    private static Response written(Blob blob, int status) {
        return Response.empty(status)
                .with("ETag", blob.etag())
                .with("Last-Modified", BlobHandler.HTTP_DATE.format(blob.lastModified()))
                .with("x-ms-request-server-encrypted", "true");
    }

    private static Response described(Response response, Blob blob) {
        var full = response.with("ETag", blob.etag())
                .with("Last-Modified", BlobHandler.HTTP_DATE.format(blob.lastModified()))
                .with("x-ms-creation-time", BlobHandler.HTTP_DATE.format(blob.lastModified()))
                .with("x-ms-blob-type", "BlockBlob")
                .with("x-ms-server-encrypted", "true")
                .with("Accept-Ranges", "bytes")
                .with("Content-Type", "application/octet-stream");
        for (var header : blob.headers().entrySet()) {
            full = full.with(
                    header.getKey().equals("content-type") ? "Content-Type" : header.getKey(), header.getValue());
        }
        for (var entry : blob.metadata().entrySet()) {
            full = full.with(META + entry.getKey(), entry.getValue());
        }
        return full;
    }

    private static Map<String, String> headers(Request request) {
        var headers = new HashMap<String, String>();
        STORED_HEADERS.forEach((sent, stored) -> request.header(sent).ifPresent(value -> headers.put(stored, value)));
        if (!headers.containsKey("content-type") && !request.parameter("comp").isPresent()) {
            request.header("content-type").ifPresent(value -> headers.put("content-type", value));
        }
        return headers;
    }

    private static Map<String, String> metadata(Request request) {
        var metadata = new HashMap<String, String>();
        request.headers().forEach((name, value) -> {
            if (name.startsWith(META)) {
                metadata.put(name.substring(META.length()).toLowerCase(Locale.ROOT), value);
            }
        });
        return metadata;
    }
}
