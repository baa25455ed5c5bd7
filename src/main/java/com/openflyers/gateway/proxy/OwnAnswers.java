package com.openflyers.gateway.proxy;

import com.openflyers.gateway.http.Cause;
import com.openflyers.gateway.http.ErrorPages;
import com.openflyers.gateway.http.Problem;
import com.openflyers.gateway.http.Text;
import com.openflyers.gateway.route.Closure;
import com.openflyers.gateway.route.Space.Kind;
import com.openflyers.gateway.route.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The answers that the edge gives in place of an upstream, ready to be written. One for each event loop.
final class OwnAnswers {

    /// What may be asked of a space; whether its application knows it is for the application to say.
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

    private final ErrorPages pages;
    private final HeadBuffer head;
    private final ByteBufAllocator allocator;
    private final Supplier<CharSequence> date;

    /// @param date the present time as an IMF-fixdate (RFC 9110 §5.6.7)
    OwnAnswers(ErrorPages pages, HeadBuffer head, ByteBufAllocator allocator, Supplier<CharSequence> date) {
        this.pages = pages;
        this.head = head;
        this.allocator = allocator;
        this.date = date;
    }

    /// @param target whose club is named on the page; null when the space is not known
    static Problem problem(Cause cause, @Nullable Target target, String requestId) {
        var problem = Problem.of(cause).forClub(club(target)).withRequestId(requestId);
        if (target == null) {
            return problem;
        }
        return switch (cause) {
            case INTERRUPTED -> announced(problem, target.space().closure());
            case NOT_RECORDED -> problem.leadingTo(target.version().rules().home());
            default -> problem;
        };
    }

    /// @param request      null when none could be read: the answer is in plain text then
    /// @param staleCookies names of cookies to be forgotten
    ByteBuf of(Problem problem, @Nullable HttpRequest request, List<String> staleCookies, boolean last) {
        var accept = request == null ? null : joined(request, HttpHeaderNames.ACCEPT);
        var language = request == null ? null : joined(request, HttpHeaderNames.ACCEPT_LANGUAGE);
        var rendered = pages.render(problem, accept, language);
        head.status(rendered.status(), date.get());
        rendered.fields().forEach(head::field);
        expire(staleCookies);
        if (problem.status() == Cause.METHOD_NOT_ALLOWED.status()) {
            head.field(HttpHeaderNames.ALLOW, METHODS);
        }
        head.length(rendered.body().length);
        var body = request != null && request.method().name().equals("HEAD") ? new byte[0] : rendered.body();
        return end(last, body);
    }

    /// The answer to `OPTIONS *`, and to an OPTIONS that may go no further (RFC 9110 §7.6.2, §9.3.7).
    ByteBuf options(boolean last) {
        head.status(204, date.get()).field(HttpHeaderNames.ALLOW, METHODS);
        return end(last, new byte[0]);
    }

    /// @param staleCookies names of cookies to be forgotten
    ByteBuf seeOther(String location, List<String> staleCookies, boolean last) {
        head.status(303, date.get());
        head.field(HttpHeaderNames.LOCATION, location);
        head.field(HttpHeaderNames.CACHE_CONTROL, "no-store");
        head.field("X-Gateway-Error", "former-version");
        expire(staleCookies);
        head.field(HttpHeaderNames.CONTENT_LENGTH, "0");
        return end(last, new byte[0]);
    }

    private ByteBuf end(boolean last, byte[] body) {
        if (last) {
            head.field(HttpHeaderNames.CONNECTION, "close");
        }
        return head.line().toBuffer(allocator, body.length).writeBytes(body);
    }

    private void expire(List<String> cookies) {
        for (var name : cookies) {
            head.field(HttpHeaderNames.SET_COOKIE, Cookies.expired(name));
        }
    }

    /// In the operator's words, where there are any.
    private static Problem announced(Problem problem, @Nullable Closure closure) {
        if (closure == null) {
            return problem;
        }
        var usual = problem.detail();
        var french = closure.french().isBlank() ? usual.french() : closure.french();
        var english = closure.english().isBlank() ? usual.english() : closure.english();
        return problem.until(closure.until()).saying(new Text(french, english));
    }

    private static @Nullable String club(@Nullable Target target) {
        return target == null || target.space().kind() == Kind.FIXED
                ? null
                : target.space().club();
    }

    private static @Nullable String joined(HttpRequest request, CharSequence name) {
        var lines = request.headers().getAll(name);
        return lines.isEmpty() ? null : String.join(",", lines);
    }
}
