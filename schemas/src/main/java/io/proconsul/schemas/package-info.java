/** The contracts on the wire: topics and their settings, the framing of records and payloads, and deterministic ids. */
@NullMarked
package io.proconsul.schemas;

import org.jspecify.annotations.NullMarked;
