package io.proconsul.local.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * The process of one KRaft node: {@code Broker server.properties [--while-stdin-is-open]}. Formats its folder on the
 * first start and keeps what it finds on every later one, which it begins when its former self has left.
 */
public final class Broker {
    static final String WHILE_STDIN_IS_OPEN = "--while-stdin-is-open";

    private Broker() {}

    public static void main(String[] arguments) throws Exception {
        var configuration = Path.of(arguments[0]);
        if (List.of(arguments).contains(WHILE_STDIN_IS_OPEN)) {
            exitWhenStdinCloses();
        }
        var settings = read(configuration);
        boolean hasRunBefore = Files.exists(Path.of(settings.getProperty("log.dirs"), "meta.properties"));
        if (hasRunBefore && isAlone(settings)) {
            FormerSession.outlast(settings);
        } else {
            format(settings);
        }
        Kafka.main(new String[] {configuration.toString()});
    }

    private static Properties read(Path configuration) throws IOException {
        var settings = new Properties();
        try (var in = Files.newInputStream(configuration)) {
            settings.load(in);
        }
        return settings;
    }

    private static boolean isAlone(Properties settings) {
        return !settings.getProperty("controller.quorum.voters").contains(",");
    }

    private static void format(Properties settings) throws Exception {
        var folder = settings.getProperty("log.dirs");
        new Formatter()
                .setPrintStream(System.out)
                .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                .setClusterId(settings.getProperty("cluster.id"))
                .addDirectory(folder)
                .setMetadataLogDirectory(folder)
                .setControllerListenerName(settings.getProperty("controller.listener.names"))
                .setHasDynamicQuorum(false)
                .setIgnoreFormatted(true)
                .run();
    }

    /** Ends with the process that started it, however that one ends. */
    private static void exitWhenStdinCloses() {
        var watcher = new Thread(
                () -> {
                    try {
                        System.in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException e) {
                        // a broken pipe says the same as a closed one
                    }
                    Runtime.getRuntime().halt(0);
                },
                "stdin");
        watcher.setDaemon(true);
        watcher.start();
    }
}
