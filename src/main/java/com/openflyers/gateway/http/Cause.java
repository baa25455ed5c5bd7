package com.openflyers.gateway.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Everything for which we answer ourselves instead of an upstream: status, code and words, in one place.
///
/// Codes are for programs and support and never change their meaning. The words never say *maintenance*, which to a
/// pilot is a grounded aircraft, and never tell a closed club from one that never was.
public enum Cause {
    BAD_REQUEST(
            400,
            "bad-request",
            "Requête illisible",
            "Votre navigateur a envoyé une requête que nous ne pouvons pas lire. Rechargez la page ; si rien ne change, effacez les cookies de ce site.",
            "Unreadable request",
            "Your browser sent a request that we cannot read. Reload the page; if that does not help, clear this site’s cookies."),
    UNAUTHORIZED(
            401,
            "unauthorized",
            "Identification requise",
            "Cette adresse demande de s’identifier.",
            "Sign-in required",
            "This address requires you to identify yourself."),
    FORBIDDEN(
            403,
            "forbidden",
            "Accès refusé",
            "Vous n’avez pas le droit de faire cela.",
            "Access denied",
            "You are not allowed to do this."),
    UNKNOWN_SPACE(
            404,
            "unknown-space",
            "Aucun club à cette adresse",
            "Vérifiez l’adresse : une lettre de trop suffit. Si votre club vous l’a donnée ainsi, demandez-lui son adresse actuelle.",
            "No club at this address",
            "Check the address: one wrong letter is enough. If your club gave it to you like this, ask for its current address."),
    NOT_FOUND(
            404,
            "not-found",
            "Page introuvable",
            "Cette page n’existe pas, ou plus.",
            "Page not found",
            "There is no such page, or no longer."),
    METHOD_NOT_ALLOWED(
            405,
            "method-not-allowed",
            "Méthode non autorisée",
            "Cette adresse ne se demande pas de cette façon.",
            "Method not allowed",
            "This address cannot be asked in this way."),
    REQUEST_TIMEOUT(
            408,
            "request-timeout",
            "Requête trop lente",
            "Votre requête n’est pas arrivée entière à temps. Vérifiez votre connexion, puis recommencez.",
            "Request too slow",
            "Your request did not arrive in full in time. Check your connection, then try again."),
    NOT_RECORDED(
            409,
            "not-recorded",
            "Saisie non enregistrée",
            "Votre club vient de passer à une nouvelle version pendant votre saisie. Rien n’a été enregistré : identifiez-vous à nouveau et recommencez.",
            "Not recorded",
            "Your club moved to a new version while you were entering this. Nothing was recorded: sign in again and enter it once more."),
    BODY_TOO_LARGE(
            413,
            "body-too-large",
            "Envoi trop volumineux",
            "Ce que vous envoyez dépasse la taille admise. Réduisez le fichier, puis recommencez.",
            "Too much to send",
            "What you are sending is larger than allowed. Make the file smaller, then try again."),
    URI_TOO_LONG(
            414,
            "uri-too-long",
            "Adresse trop longue",
            "L’adresse demandée est trop longue pour être traitée.",
            "Address too long",
            "The address asked for is too long to be handled."),
    UNSUPPORTED_MEDIA_TYPE(
            415,
            "unsupported-media-type",
            "Format non reconnu",
            "Le contenu envoyé n’est pas dans un format admis ici.",
            "Format not recognised",
            "What was sent is not in a format accepted here."),
    MISDIRECTED(
            421,
            "misdirected",
            "Mauvaise connexion",
            "Cette connexion a été ouverte pour une autre adresse. Rechargez la page.",
            "Wrong connection",
            "This connection was opened for another address. Reload the page."),
    TOO_MANY_REQUESTS(
            429,
            "too-many-requests",
            "Trop de demandes à la fois",
            "Trop de demandes arrivent en même temps. Attendez un instant, puis recommencez.",
            "Too many requests at once",
            "Too many requests are arriving at the same time. Wait a moment, then try again.",
            Duration.ofSeconds(1)),
    HEAD_TOO_LARGE(
            431,
            "head-too-large",
            "En-têtes trop volumineux",
            "Votre navigateur envoie trop d’informations avec sa requête, souvent à cause des cookies. Effacez ceux de ce site, puis recommencez.",
            "Headers too large",
            "Your browser sends too much along with its request, often cookies. Clear those of this site, then try again."),
    /// In the log only: nobody is left to read an answer.
    CLIENT_GONE(
            499,
            "client-gone",
            "Connexion fermée",
            "La connexion a été fermée avant la réponse.",
            "Connection closed",
            "The connection was closed before the answer."),
    INTERNAL_ERROR(
            500,
            "internal-error",
            "Une erreur de notre côté",
            "Quelque chose s’est mal passé chez nous. Recommencez dans un instant ; si cela se répète, donnez-nous la référence ci-dessous.",
            "An error on our side",
            "Something went wrong on our side. Try again in a moment; if it happens again, tell us the reference below."),
    NOT_IMPLEMENTED(
            501,
            "not-implemented",
            "Demande non prise en charge",
            "Ce service ne sait pas traiter ce genre de demande.",
            "Request not supported",
            "This service cannot handle this kind of request."),
    UPSTREAM_REFUSED(
            502,
            "upstream-refused",
            Words.NO_ANSWER_FRENCH,
            Words.TRY_AGAIN_FRENCH,
            Words.NO_ANSWER_ENGLISH,
            Words.TRY_AGAIN_ENGLISH),
    UPSTREAM_RESET(
            502,
            "upstream-reset",
            "Réponse interrompue",
            Words.UNCERTAIN_FRENCH,
            "Answer broken off",
            Words.UNCERTAIN_ENGLISH),
    UPSTREAM_INVALID(
            502,
            "upstream-invalid",
            "Réponse illisible",
            Words.UNCERTAIN_FRENCH,
            "Unreadable answer",
            Words.UNCERTAIN_ENGLISH),
    /// Waited for the gate of its space, and the gate did not open in time.
    HELD(
            503,
            "held",
            "Un instant de patience",
            "Le logiciel de votre club est mis à jour en ce moment même. Rien n’a été enregistré : recommencez dans quelques secondes.",
            "One moment please",
            "Your club’s software is being updated right now. Nothing was recorded: try again in a few seconds.",
            Duration.ofSeconds(5)),
    /// As many wait for the gate as may.
    HOLD_FULL(
            503,
            "hold-full",
            "Beaucoup de monde attend déjà",
            "Le logiciel de votre club est mis à jour en ce moment même, et beaucoup de demandes attendent déjà. Rien n’a été enregistré : recommencez dans quelques secondes.",
            "Many are waiting already",
            "Your club’s software is being updated right now, and many requests are waiting already. Nothing was recorded: try again in a few seconds.",
            Duration.ofSeconds(10)),
    INTERRUPTED(
            503,
            "interrupted",
            "Service interrompu",
            "Le service de votre club est interrompu pour une mise à jour du logiciel. Vos réservations sont conservées.",
            "Service interrupted",
            "Your club’s service is interrupted for a software update. Your bookings are kept.",
            Duration.ofMinutes(1)),
    NO_UPSTREAM(
            503,
            "no-upstream",
            Words.NO_ANSWER_FRENCH,
            Words.TRY_AGAIN_FRENCH,
            Words.NO_ANSWER_ENGLISH,
            Words.TRY_AGAIN_ENGLISH,
            Duration.ofSeconds(5)),
    OVERLOADED(
            503,
            "overloaded",
            "Beaucoup de monde en ce moment",
            "Trop de demandes arrivent en même temps. Attendez un instant, puis recommencez.",
            "Very busy right now",
            "Too many requests are arriving at the same time. Wait a moment, then try again.",
            Duration.ofSeconds(2)),
    UNAVAILABLE(
            503,
            "unavailable",
            "Momentanément impossible",
            "Ceci n’est pas possible pour le moment. Recommencez dans un instant.",
            "Not possible right now",
            "This is not possible at the moment. Try again in a moment.",
            Duration.ofSeconds(5)),
    UPSTREAM_TIMEOUT(
            504,
            "upstream-timeout",
            "Pas de réponse à temps",
            Words.UNCERTAIN_FRENCH,
            "No answer in time",
            Words.UNCERTAIN_ENGLISH),
    VERSION_NOT_SUPPORTED(
            505,
            "version-not-supported",
            "Version de HTTP non prise en charge",
            "Votre programme parle une version de HTTP que ce service ne connaît pas.",
            "HTTP version not supported",
            "Your program speaks a version of HTTP that this service does not know."),
    LOOP(
            508,
            "loop",
            "Boucle",
            "Cette demande est revenue à son point de départ. Prévenez votre club : une adresse est mal réglée.",
            "Loop",
            "This request came back to where it started. Tell your club: an address is configured wrongly.");

    private final int status;
    private final String code;
    private final Text title;
    private final Text detail;
    private final @Nullable Duration retryAfter;

    Cause(int status, String code, String titleFrench, String french, String titleEnglish, String english) {
        this(status, code, titleFrench, french, titleEnglish, english, null);
    }

    Cause(
            int status,
            String code,
            String titleFrench,
            String french,
            String titleEnglish,
            String english,
            @Nullable Duration retryAfter) {
        this.status = status;
        this.code = code;
        this.title = new Text(titleFrench, titleEnglish);
        this.detail = new Text(french, english);
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Text title() {
        return title;
    }

    public Text detail() {
        return detail;
    }

    /// @return null where asking again soon is no use
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /// What several causes say.
    private static final class Words {

        static final String NO_ANSWER_FRENCH = "Le service de votre club ne répond pas";
        static final String NO_ANSWER_ENGLISH = "Your club’s service does not answer";
        static final String TRY_AGAIN_FRENCH =
                "Cela ne vient pas de vous, et rien n’a été enregistré. Recommencez dans un instant.";
        static final String TRY_AGAIN_ENGLISH =
                "This is not your doing, and nothing was recorded. Try again in a moment.";
        /// The request was sent: whether it took effect, only the application knows.
        static final String UNCERTAIN_FRENCH =
                "Le service de votre club n’a pas répondu comme prévu. Si vous veniez d’enregistrer quelque chose, vérifiez-le avant de recommencer.";
        static final String UNCERTAIN_ENGLISH =
                "Your club’s service did not answer as expected. If you were saving something, check it before you try again.";
    }
}
