package io.proconsul.local.kafka;

import java.nio.file.Path;

/**
 * One KRaft node, broker and controller in one.
 *
 * @param id 1 for the first
 * @param port where clients connect, on loopback
 * @param controllerPort where the quorum talks, on loopback
 * @param folder its log folder and configuration file; both are kept when it stops
 */
public record KafkaNode(int id, int port, int controllerPort, Path folder) {

    public String address() {
        return "127.0.0.1:" + port;
    }

    String voter() {
        return id + "@127.0.0.1:" + controllerPort;
    }

    public Path configuration() {
        return folder.resolve("server.properties");
    }

    Path logs() {
        return folder.resolve("data");
    }
}
