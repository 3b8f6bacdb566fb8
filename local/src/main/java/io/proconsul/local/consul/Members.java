package io.proconsul.local.consul;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.proconsul.local.tls.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Who is in the cluster and who was heard of lately. Kept on disk, so that a restarted server finds the others. */
final class Members {
    /** Silence after which a member counts as failed. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    /** Alive, failed or left, as {@code consul members} numbers them. */
    enum Status {
        ALIVE(1),
        LEFT(3),
        FAILED(4);

        private final int code;

        Status(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final Path file;
    private final String pool;
    private final Clock clock;
    private final Log log;
    private final Map<String, Member> known = new HashMap<>();
    private final Map<String, Instant> heard = new HashMap<>();
    private Member self;

    /** @param pool {@code lan}: of one datacenter; {@code wan}: the servers of all */
    Members(Path file, Member self, String pool, Clock clock, Log log) throws IOException {
        this.file = file;
        this.pool = pool;
        this.self = self;
        this.clock = clock;
        this.log = log;
        if (Files.exists(file)) {
            for (var member : read(Json.parse(Files.readString(file)))) {
                known.put(member.id(), member);
            }
        }
        known.put(self.id(), self);
    }

    synchronized Member self() {
        return self;
    }

    synchronized void leaving() {
        replaceSelf(self.leaving());
    }

    synchronized void inGroup(List<String> initialPeers) {
        replaceSelf(self.inGroup(initialPeers));
    }

    private void replaceSelf(Member changed) {
        self = changed;
        known.put(changed.id(), changed);
        save();
    }

    synchronized JsonNode wire() {
        return Json.MAPPER.valueToTree(known.values());
    }

    static List<Member> read(JsonNode wire) {
        return Json.MAPPER.convertValue(wire, new TypeReference<>() {});
    }

    /** Takes over what a member says, the first of the list being itself. */
    synchronized void heardFrom(String id, Collection<Member> told) {
        heard.put(id, clock.instant());
        boolean changed = false;
        for (var member : told) {
            changed |= take(member);
        }
        if (changed) {
            save();
        }
    }

    private boolean take(Member member) {
        boolean stranger = pool.equals("lan") && !member.datacenter().equals(self.datacenter());
        if (member.id().equals(self.id()) || stranger) {
            return false;
        }
        var before = known.get(member.id());
        if (before != null
                && (before.incarnation() > member.incarnation()
                        || (before.incarnation() == member.incarnation() && before.left() && !member.left())
                        || before.equals(member))) {
            return false;
        }
        if (before == null && reserved(member)) {
            return false;
        }
        if (before == null || before.left() != member.left()) {
            log.info(
                    "server.serf." + pool,
                    "serf: EventMember" + (member.left() ? "Leave" : "Join") + ": " + member.name() + " "
                            + member.address());
        }
        known.put(member.id(), member);
        return true;
    }

    /** The name of one that has failed is free for another. */
    private boolean reserved(Member member) {
        var owner = known.values().stream()
                .filter(other -> other.name().equals(member.name()) && status(other) == Status.ALIVE)
                .findFirst();
        owner.ifPresent(other -> log.error(
                "server.serf." + pool,
                "Node name " + member.name() + " is reserved by node " + other.id() + " with name " + other.name()
                        + " (" + other.address() + ")"));
        return owner.isPresent();
    }

    synchronized Status status(Member member) {
        if (member.left()) {
            return Status.LEFT;
        }
        if (member.id().equals(self.id())) {
            return Status.ALIVE;
        }
        var last = heard.get(member.id());
        return last != null && last.plus(SILENCE).isAfter(clock.instant()) ? Status.ALIVE : Status.FAILED;
    }

    synchronized boolean alive(String id) {
        var member = known.get(id);
        return member != null && status(member) == Status.ALIVE;
    }

    synchronized Optional<Member> get(String id) {
        return Optional.ofNullable(known.get(id));
    }

    synchronized Optional<Member> named(String name) {
        return known.values().stream()
                .filter(member -> member.name().equals(name))
                .findFirst();
    }

    synchronized List<Member> all() {
        return known.values().stream()
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    synchronized List<Member> alive() {
        return all().stream().filter(member -> status(member) == Status.ALIVE).toList();
    }

    /** Declares a failed member to have left; with prune it is forgotten. */
    synchronized void forceLeave(Member member, boolean prune) {
        if (prune) {
            known.remove(member.id());
            heard.remove(member.id());
        } else {
            known.put(member.id(), member.leaving());
        }
        save();
    }

    private void save() {
        try {
            OwnerOnly.write(file, wire().toString().getBytes(StandardCharsets.UTF_8));
        } catch (UncheckedIOException e) {
            log.error("server.serf." + pool, "cannot keep the members: " + e.getMessage());
        }
    }
}
