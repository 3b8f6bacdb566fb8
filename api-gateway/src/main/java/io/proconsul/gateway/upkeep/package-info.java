/** How far a cluster upgrades itself, and when, as the API has it. */
@NullMarked
package io.proconsul.gateway.upkeep;

import org.jspecify.annotations.NullMarked;
