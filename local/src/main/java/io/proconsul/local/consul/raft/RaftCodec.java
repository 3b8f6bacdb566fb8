package io.proconsul.local.consul.raft;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.microraft.RaftEndpoint;
import io.microraft.model.groupop.UpdateRaftGroupMembersOp;
import io.microraft.model.impl.groupop.DefaultUpdateRaftGroupMembersOpOrBuilder;
import io.microraft.model.impl.log.DefaultLogEntryOrBuilder;
import io.microraft.model.impl.log.DefaultRaftGroupMembersViewOrBuilder;
import io.microraft.model.impl.log.DefaultSnapshotChunkOrBuilder;
import io.microraft.model.impl.message.DefaultAppendEntriesFailureResponseOrBuilder;
import io.microraft.model.impl.message.DefaultAppendEntriesRequestOrBuilder;
import io.microraft.model.impl.message.DefaultAppendEntriesSuccessResponseOrBuilder;
import io.microraft.model.impl.message.DefaultInstallSnapshotRequestOrBuilder;
import io.microraft.model.impl.message.DefaultInstallSnapshotResponseOrBuilder;
import io.microraft.model.impl.message.DefaultPreVoteRequestOrBuilder;
import io.microraft.model.impl.message.DefaultPreVoteResponseOrBuilder;
import io.microraft.model.impl.message.DefaultTriggerLeaderElectionRequestOrBuilder;
import io.microraft.model.impl.message.DefaultVoteRequestOrBuilder;
import io.microraft.model.impl.message.DefaultVoteResponseOrBuilder;
import io.microraft.model.impl.persistence.DefaultRaftEndpointPersistentStateOrBuilder;
import io.microraft.model.impl.persistence.DefaultRaftTermPersistentStateOrBuilder;
import io.microraft.model.log.LogEntry;
import io.microraft.model.log.RaftGroupMembersView;
import io.microraft.model.log.SnapshotChunk;
import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** MicroRaft's own model objects as JSON: field by field, an object of the state machine being text. */
final class RaftCodec {
    private static final String KIND = "kind";
    private static final String BODY = "body";
    private static final Map<String, Class<?>> KINDS = Stream.<Class<?>>of(
                    DefaultAppendEntriesFailureResponseOrBuilder.class,
                    DefaultAppendEntriesRequestOrBuilder.class,
                    DefaultAppendEntriesSuccessResponseOrBuilder.class,
                    DefaultInstallSnapshotRequestOrBuilder.class,
                    DefaultInstallSnapshotResponseOrBuilder.class,
                    DefaultPreVoteRequestOrBuilder.class,
                    DefaultPreVoteResponseOrBuilder.class,
                    DefaultTriggerLeaderElectionRequestOrBuilder.class,
                    DefaultVoteRequestOrBuilder.class,
                    DefaultVoteResponseOrBuilder.class,
                    DefaultLogEntryOrBuilder.class,
                    DefaultSnapshotChunkOrBuilder.class,
                    DefaultRaftGroupMembersViewOrBuilder.class,
                    DefaultRaftEndpointPersistentStateOrBuilder.class,
                    DefaultRaftTermPersistentStateOrBuilder.class)
            .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    private static final ObjectMapper MAPPER = mapper();

    private RaftCodec() {}

    static ObjectNode encode(Object model) {
        ObjectNode node = MAPPER.createObjectNode().put(KIND, model.getClass().getSimpleName());
        return node.set(BODY, MAPPER.valueToTree(model));
    }

    static <T> T decode(JsonNode node, Class<T> type) {
        var kind = KINDS.get(node.path(KIND).asText());
        if (kind == null) {
            throw new IllegalArgumentException("expected a raft message, found kind " + node.path(KIND));
        }
        try {
            return type.cast(MAPPER.treeToValue(node.path(BODY), kind));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot read " + kind.getSimpleName(), e);
        }
    }

    private static ObjectMapper mapper() {
        var module = new SimpleModule()
                .addAbstractTypeMapping(LogEntry.class, DefaultLogEntryOrBuilder.class)
                .addAbstractTypeMapping(SnapshotChunk.class, DefaultSnapshotChunkOrBuilder.class)
                .addAbstractTypeMapping(RaftGroupMembersView.class, DefaultRaftGroupMembersViewOrBuilder.class)
                .addAbstractTypeMapping(UpdateRaftGroupMembersOp.class, DefaultUpdateRaftGroupMembersOpOrBuilder.class)
                .addSerializer(RaftEndpoint.class, new PeerWriter())
                .addDeserializer(RaftEndpoint.class, new PeerReader());
        var known = BasicPolymorphicTypeValidator.builder()
                .allowIfSubType(DefaultUpdateRaftGroupMembersOpOrBuilder.class)
                .build();
        return JsonMapper.builder()
                .addModule(module)
                .annotationIntrospector(new WithoutBuilders())
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .activateDefaultTyping(
                        known, ObjectMapper.DefaultTyping.JAVA_LANG_OBJECT, JsonTypeInfo.As.WRAPPER_ARRAY)
                .build();
    }

    /** MicroRaft's objects are their own builders and point to themselves. */
    private static final class WithoutBuilders extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean hasIgnoreMarker(AnnotatedMember member) {
            return member.getName().equals("builder") || super.hasIgnoreMarker(member);
        }
    }

    private static final class PeerWriter extends JsonSerializer<RaftEndpoint> {
        @Override
        public void serialize(RaftEndpoint peer, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString((String) peer.getId());
        }

        @Override
        public void serializeWithType(
                RaftEndpoint peer, JsonGenerator out, SerializerProvider provider, TypeSerializer types)
                throws IOException {
            serialize(peer, out, provider);
        }
    }

    private static final class PeerReader extends JsonDeserializer<RaftEndpoint> {
        @Override
        public RaftEndpoint deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return new Peer(in.getText());
        }
    }
}
