package io.proconsul.gateway.hostile;

import static io.proconsul.gateway.hostile.Hostile.CLUSTER;
import static io.proconsul.gateway.hostile.Hostile.GOOD;
import static io.proconsul.gateway.hostile.Hostile.put;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are no JSON, too much JSON, JSON in disguise, or not what was asked for. */
final class HostileBodies {

    private static final int LIMIT = 65_536;

    private HostileBodies() {}

    static List<Hostile> rows() {
        return List.of(
                body("nothing at all", "").invalid("properties.location"),
                body("an array", "[]"),
                body("a string", "'x'"),
                body("a number", "1"),
                body("null", "null"),
                body("blanks", " \n "),
                body("broken JSON", "{'properties':"),
                body("a string without end", "{'x':'"),
                raw("single quotes", "{'properties':{}}"),
                body("names without quotes", "{properties:{}}"),
                body("trailing comma", "{'properties':{},}"),
                body("a comment", "{/* x */'properties':{'location':'westus2'}}"),
                body("two documents", GOOD + GOOD),
                body("a document and rubbish", GOOD + "x"),
                body("a name twice", "{'properties':{'location':'westus2','location':'eastus'}}"),
                body("a name twice in disguise", "{'properties':{'location':'westus2','loc\\u0061tion':'eastus'}}"),
                body("deep objects", "{'x':".repeat(200) + "1" + "}".repeat(200)),
                body("deep arrays", "{'properties':" + "[".repeat(200) + "]".repeat(200) + "}"),
                body("deeper than the stack", "[".repeat(60_000)),
                body("ten thousand members", "{" + wide(10_000) + "}").tooLarge(),
                body("a thousand members", "{" + wide(1_000) + "}").unknown("m0"),
                body("a number of a thousand digits", "{'x':" + "9".repeat(1000) + "}"),
                servers("a number of a huge power", "1e999999999"),
                servers("a number that is nothing", "-0"),
                body("not a number", "{'x':NaN}"),
                body("infinity", "{'x':Infinity}"),
                body("hexadecimal", "{'x':0x10}"),
                body("a leading zero", "{'x':01}"),
                body("an escape that is none", "{'x':'\\q'}"),
                body("a line break in a string", "{'x':'\n'}"),
                body("a NUL in a string", "{'x':'\u0000'}"),
                body("a NUL behind it all", GOOD + "\u0000"),
                body("YAML", "properties:\n  location: westus2"),
                body("XML with an entity", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hosts'>]><x>&e;</x>"),
                body("a byte order mark", "\ufeff" + GOOD),
                encoded("UTF-16, little end first", UTF_16LE),
                encoded("UTF-16, big end first", UTF_16BE),
                encoded("UTF-32", Charset.forName("UTF-32BE")),
                raw("bytes of no text", "{\"x\":\"\u00ff\u00fe\"}"),
                raw("Latin-1", "{\"x\":\"\u00e4\"}"),
                raw("an overlong slash", "{\"x\":\"\u00c0\u00af\"}"),
                raw("an overlong NUL", "{\"x\":\"\u00c0\u0080\"}"),
                raw("an overlong quote", "{\"x\":\u00c0\u00a2y\"}"),
                raw("a surrogate in UTF-8", "{\"x\":\"\u00ed\u00a0\u0080\"}"),
                raw("beyond Unicode", "{\"x\":\"\u00f4\u0090\u0080\u0080\"}"),
                raw("a character cut off", "{\"x\":\"\u00e2\u0082"),
                raw("gzip unannounced", zipped(GOOD)),
                raw("gzip announced", zipped(GOOD)).with("Content-Encoding: gzip"),
                raw("gzip of a million zeros", zipped("0".repeat(1_000_000))).with("Content-Encoding: gzip"),
                body("properties as a list", "{'properties':[]}").invalid("properties"),
                body("properties as a string", "{'properties':'x'}").invalid("properties"),
                body("properties as null", "{'properties':null}").invalid("properties.location"),
                body("unknown member", "{'properties':{'location':'westus2'},'sku':{}}")
                        .unknown("sku"),
                body("member with a dot", "{'properties.location':'westus2'}").unknown("properties.location"),
                body("two regions", "{'location':'eastus','properties':{'location':'westus2'}}")
                        .invalid("location"),
                tagged("a reserved tag", "'proconsul-cluster':'x'"),
                tagged("a reserved tag in capitals", "'Proconsul-Cluster':'x'"),
                tagged("a tag twice in two cases", "'team':'a','Team':'b'"),
                tagged("a tag with a slash", "'a/b':'x'"),
                tagged("a tag with a backslash", "'a\\\\b':'x'"),
                tagged("a tag with markup", "'<b>':'x'"),
                tagged("a tag with a line break", "'a\\nb':'x'"),
                tagged("a tag with a C1 control", "'a\\u0085b':'x'"),
                tagged("a tag that turns round", "'a\\u202eb':'x'"),
                tagged("a tag without a name", "'':'x'"),
                tagged("a tag with half a character", "'a\\udc00':'x'"),
                tagged("a tag's name too long", "'" + "n".repeat(513) + "':'x'"),
                tagged("a tag too long", "'a':'" + "x".repeat(257) + "'"),
                tagged("a tag's value of several lines", "'a':'x\\r\\ny'"),
                tagged("fifty-one tags", wide(51)),
                tags("a tag that is a number", "{'a':1}").invalid("tags.a"),
                tags("a tag that is an object", "{'a':{}}").invalid("tags.a"),
                tags("tags as a list", "['a']").invalid("tags"),
                tags("tags as a string", "'a=b'").invalid("tags"),
                raw("oversize", "{\"x\":\"" + "x".repeat(LIMIT) + "\"}").tooLarge(),
                raw("one byte too many", "{\"x\":\"" + "x".repeat(LIMIT - 7) + "\"}")
                        .tooLarge());
    }

    private static Hostile body(String name, String body) {
        return put(name, CLUSTER, body).is(400, "InvalidRequestContent", "body");
    }

    private static Hostile raw(String name, String bytes) {
        return body(name, "").withBytes(bytes);
    }

    private static Hostile encoded(String name, Charset charset) {
        return raw(name, new String(GOOD.getBytes(charset), ISO_8859_1));
    }

    private static Hostile servers(String name, String number) {
        return body(name, "{'properties':{'location':'westus2','consulNumServers':" + number + "}}")
                .invalid("properties.consulNumServers");
    }

    private static Hostile tags(String name, String tags) {
        return body(name, "{'tags':" + tags + ",'properties':{'location':'westus2'}}");
    }

    private static Hostile tagged(String name, String members) {
        return tags(name, "{" + members + "}").invalid("tags.*");
    }

    private static String wide(int members) {
        return IntStream.range(0, members)
                .mapToObj(i -> "'m%d':'x'".formatted(i))
                .collect(Collectors.joining(","));
    }

    private static String zipped(String text) {
        try {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(bytes)) {
                zip.write(text.getBytes(ISO_8859_1));
            }
            return bytes.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
