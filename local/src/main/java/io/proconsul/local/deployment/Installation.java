package io.proconsul.local.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built programs are.
 *
 * @param home the folder of the sources, with every module built in it
 */
public record Installation(Path home) {

    public Installation {
        home = home.toAbsolutePath().normalize();
    }

    /** The class path of the stand-ins, the brokers and the supervisor. */
    public String localClassPath() {
        var target = home.resolve("local/target");
        return only(target, "local-*-SNAPSHOT.jar", "local-[0-9]*.jar") + ":" + target.resolve("lib") + "/*";
    }

    /** A service's start file; {@code module} is its folder. */
    public Path service(String module) {
        return only(home.resolve(module).resolve("target"), "*-runner.jar");
    }

    /** The jar of a module; {@code module} is its folder. */
    public Path jar(String module) {
        return only(home.resolve(module).resolve("target"), "*-SNAPSHOT.jar", "*-[0-9].jar");
    }

    /** The class path of the program that every virtual machine runs. */
    public String hostManagerClassPath() {
        var target = home.resolve("hostmanager/target");
        return only(target, "hostmanager-*-SNAPSHOT.jar", "hostmanager-[0-9]*.jar") + ":" + target.resolve("lib")
                + "/*";
    }

    public Path registry() {
        return only(home.resolve("local/target/registry"), "apicurio-registry-app-*-runner.jar");
    }

    private static Path only(Path folder, String... patterns) {
        for (var pattern : patterns) {
            try (var files = Files.newDirectoryStream(folder, pattern)) {
                for (var file : files) {
                    return file;
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look into " + folder + "; is it built?", e);
            }
        }
        throw new IllegalStateException(
                "Expected %s in %s, but found none; is it built?".formatted(String.join(" or ", patterns), folder));
    }
}
