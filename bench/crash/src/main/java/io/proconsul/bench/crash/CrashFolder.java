package io.proconsul.bench.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where those who wait for deaths and those who die meet: processes write down their acts, such as
 * {@code commit_transition create-storage forward}, and each of them has a point {@code before} and one {@code after} it.
 * A point is armed while it has a file in one folder, and met when that file was moved to another, which one process
 * alone can do; the file then holds the process's id.
 */
public record CrashFolder(Path path) {
    public static final String BEFORE = "before ";
    public static final String AFTER = "after ";

    private static final String ACTS = "acts";
    private static final String ARMED = "armed";
    private static final String MET = "met";

    /** Makes the folder ready for processes to start with it. */
    public void prepare() {
        try {
            Files.createDirectories(path.resolve(ARMED));
            Files.createDirectories(path.resolve(MET));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two for each act of any process so far, in the order in which they were first met. */
    public List<String> points() {
        try {
            return new LinkedHashSet<>(Files.readAllLines(path.resolve(ACTS)))
                    .stream()
                            .flatMap(act -> List.of(BEFORE + act, AFTER + act).stream())
                            .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next process that comes to one of these points dies there. */
    public void arm(Collection<String> points) {
        try {
            for (var point : points) {
                Files.createFile(path.resolve(ARMED).resolve(point));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody dies any more. */
    public void disarm() {
        try {
            for (var point : names(path.resolve(ARMED))) {
                Files.deleteIfExists(path.resolve(ARMED).resolve(point));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The points at which a process died. */
    public Set<String> met() {
        return names(path.resolve(MET));
    }

    /** How many processes died; one death may meet several points. */
    public int deaths() {
        return (int) met().stream()
                .map(point -> content(path.resolve(MET).resolve(point)))
                .distinct()
                .count();
    }

    void tell(String act) {
        try {
            Files.writeString(
                    path.resolve(ACTS), act + "\n", UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns true to one process alone, which must then die. */
    boolean spring(String point) {
        try {
            Files.move(
                    path.resolve(ARMED).resolve(point),
                    path.resolve(MET).resolve(point),
                    StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(
                    path.resolve(MET).resolve(point),
                    Long.toString(ProcessHandle.current().pid()),
                    UTF_8);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> names(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
