package io.proconsul.gateway.billing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.proconsul.gateway.caller.CurrentRequest;
import io.proconsul.gateway.caller.SecuritySchemes;
import io.proconsul.gateway.error.ApiError;
import io.proconsul.gateway.error.ErrorBody;
import io.proconsul.gateway.error.Problem;
import io.proconsul.gateway.input.Fields;
import io.proconsul.gateway.input.GroupPath;
import io.proconsul.gateway.input.JsonBodies;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The actions billingInfo and billingReport (operations 19 and 20 of the HCS API). */
@Path(GroupPath.PUBLIC)
@Produces("application/json;charset=utf-8")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "ConsulAMAService")
@SecurityRequirement(name = SecuritySchemes.ENTRA)
@SecurityRequirement(name = SecuritySchemes.AZURE)
@APIResponse(
        responseCode = "default",
        description = "What is wrong, in Azure Resource Manager's shape.",
        content = @Content(schema = @Schema(implementation = ErrorBody.class)))
public final class BillingResource {

    private static final List<String> MEMBERS = List.of("subscriptionId", "resourceGroup", "month");

    private final JsonBodies bodies;
    private final CurrentRequest request;
    private final Bills bills;
    private final Clock clock;

    public BillingResource(JsonBodies bodies, CurrentRequest request, Bills bills, Clock clock) {
        this.bodies = bodies;
        this.request = request;
        this.bills = bills;
        this.clock = clock;
    }

    @POST
    @Path("/billingInfo")
    @Operation(operationId = "GetBillingInfo", summary = "Plan and prices, and what was used today and this month")
    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BillingInfo.class)))
    public BillingInfo info(@BeanParam GroupPath path, InputStream body) throws IOException {
        bodies.read(body); // repeats the path; what it says is ignored, but it has to be sound
        return bills.info(request.group(path), clock.instant());
    }

    @POST
    @Path("/billingReport")
    @Operation(operationId = "GetBillingReport", summary = "What was used in a month, hour by hour")
    @RequestBody(content = @Content(schema = @Schema(implementation = BillingReportRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = BillingReport.class)))
    public BillingReport report(@BeanParam GroupPath path, InputStream body) throws IOException {
        var now = clock.instant();
        var month = month(bodies.read(body), now);
        return bills.report(request.group(path), month, now);
    }

    private static YearMonth month(ObjectNode body, Instant now) {
        var problems = new ArrayList<Problem>();
        var fields = new Fields(body, "", problems);
        fields.allowOnly(MEMBERS);
        var months = ReportMonths.at(now);
        var text = fields.text("month");
        var month = text.flatMap(months::parse);
        if (month.isEmpty() && problems.isEmpty()) {
            text.ifPresentOrElse(
                    found -> fields.invalid("month", months.rule(), body.get("month")),
                    () -> fields.invalid("month", months.rule()));
        }
        if (!problems.isEmpty()) {
            throw ApiError.invalid(problems).asException();
        }
        return month.orElseThrow();
    }
}
