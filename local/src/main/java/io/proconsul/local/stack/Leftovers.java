package io.proconsul.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes of a stack whose supervisor is gone: those that its file names, and those that carry its id in their
 * environment, such as virtual machines that a service started.
 */
final class Leftovers {
    private static final Duration END_LIMIT = Duration.ofSeconds(10);

    private Leftovers() {}

    /** Ends them all, first asking, then insisting; returns how many there were. */
    static int end(StackStatus stack) {
        return end(find(stack));
    }

    /** Ends what services of that stack have started and left behind. */
    static void endMarked(String stackId) {
        end(marked(stackId));
    }

    private static int end(List<ProcessHandle> found) {
        found.forEach(ProcessHandle::destroy);
        var ended = CompletableFuture.allOf(
                found.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new));
        try {
            ended.get(END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            found.forEach(ProcessHandle::destroyForcibly);
            ended.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return found.size();
    }

    /** Every process of the stack but its supervisor. */
    static List<ProcessHandle> find(StackStatus stack) {
        var found = new ArrayList<>(marked(stack.id()));
        stack.services().stream()
                .flatMap(service -> Stream.ofNullable(service.process()))
                .flatMap(process -> process.find().stream())
                .filter(process -> !found.contains(process))
                .forEach(found::add);
        return found;
    }

    private static List<ProcessHandle> marked(String stackId) {
        var mark = StackStatus.MARK + "=" + stackId;
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> environment(process.pid()).contains(mark))
                .toList();
    }

    private static List<String> environment(long pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return List.of(new String(bytes, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            return List.of(); // it has ended, or it is another user's
        }
    }
}
