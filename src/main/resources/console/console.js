// The console is a client of the API like any other: it holds no text and decides nothing that the API decides.
// The token stays in sessionStorage; there is no cookie, so no other page can make this browser call the API.

const TOKEN = "operator-token";
const REFRESH_MILLIS = 5000;

const $ = (id) => document.getElementById(id);
const language = document.documentElement.lang;
const words = new Map();
for (const term of document.querySelectorAll("#words dt")) {
    words.set(term.textContent, term.nextElementSibling.textContent);
}
const word = (key) => words.get(key) ?? key;
const say = (key, values) => word(key).replace(/{(\w+)}/g, (_, name) => values[name]);

let versions = [];
let next = null;
let asked = 0;

class Refused extends Error {
    constructor(problem) {
        super(problem.detail ?? problem.title);
        this.code = problem.type.split(":").pop();
    }
}

async function api(path, options = {}) {
    let response;
    try {
        response = await fetch(path, {
            ...options,
            headers: {
                Authorization: `Bearer ${sessionStorage.getItem(TOKEN)}`,
                "Accept-Language": language,
                ...options.headers,
            },
        });
    } catch {
        throw new Refused({type: "no-answer", detail: word("no-answer")});
    }
    const body = response.status === 204 ? {} : await response.json();
    if (response.ok || path === "/ready") {
        return body;
    }
    const refused = new Refused(body);
    if (response.status === 401) {
        signOut(refused.message);
    }
    throw refused;
}

// Fills a copy of a template; text only, so nothing that a club wrote can become markup.
function fill(root, values) {
    for (const [field, value] of Object.entries(values)) {
        const element = root.querySelector(`[data-field=${field}]`);
        if (element) {
            element.textContent = value ?? "";
        }
    }
    return root;
}

const copy = (template, values) => fill($(template).content.firstElementChild.cloneNode(true), values);

function mood(element, value, text) {
    element.dataset.mood = value;
    element.textContent = text;
}

function showTime(item, instant) {
    const time = item.querySelector("time");
    time.dateTime = instant;
    time.textContent = new Intl.DateTimeFormat(language, {dateStyle: "medium", timeStyle: "short"}).format(new Date(instant));
}

// Signing in and out

function claims() {
    try {
        const part = sessionStorage.getItem(TOKEN).split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
        return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (c) => c.charCodeAt(0))));
    } catch {
        return {};
    }
}

function signOut(reason = "") {
    sessionStorage.removeItem(TOKEN);
    show(false);
    $("sign-in-fault").textContent = reason;
    $("token").value = "";
    $("token").focus();
}

function show(signedIn) {
    $("console").hidden = !signedIn;
    $("sign-in").hidden = signedIn;
    for (const id of ["who", "sign-out", "state"]) {
        $(id).hidden = !signedIn;
    }
    const {sub, role} = claims();
    $("who").textContent = signedIn ? `${sub} (${role})` : "";
    document.body.dataset.role = role ?? "";
}

async function enter() {
    show(true);
    await refresh();
    await search();
}

// What is shown

async function refresh() {
    if (!sessionStorage.getItem(TOKEN) || document.hidden) {
        return;
    }
    try {
        const [ready, listed, nodes, audit] = await Promise.all([
            api("/ready"), api("/api/v1/versions"), api("/api/v1/nodes"), api("/api/v1/audit?limit=8")]);
        $("fault").textContent = "";
        const moods = {ready: "good", degraded: "warn"};
        mood($("state"), moods[ready.status] ?? "bad", word(ready.status));
        $("reasons").textContent = Object.values(ready.reasons).join(" · ");
        showVersions(listed.items);
        $("nodes").replaceChildren(...nodes.items.map(nodeItem));
        $("changes").replaceChildren(...audit.items.map(changeItem));
        $("no-change").hidden = audit.items.length > 0;
    } catch (refused) {
        $("fault").textContent = refused.message;
    }
}

function showVersions(items) {
    versions = items;
    $("versions").replaceChildren(...items.map((version) => {
        const item = copy("version-item", {
            version: version.version, channel: version.channel, default: version.default ? word("default") : ""});
        item.querySelector("[data-list]").append(...version.upstreams.map(upstreamItem));
        return item;
    }));
    const select = $("search").elements.version;
    const chosen = select.value;
    select.replaceChildren(select.options[0], ...items.map(({version}) => new Option(version, version)));
    select.value = items.some(({version}) => version === chosen) ? chosen : "";
}

function upstreamItem({url, condition = "unchecked", fault}) {
    const item = copy("upstream-item", {url});
    const moods = {healthy: "good", warming: "good", unchecked: "warn"};
    mood(item.querySelector("[data-field=condition]"), moods[condition] ?? "bad", word(condition));
    item.title = fault ?? "";
    return item;
}

function nodeItem({node, build, live, appliedRevision, behind}) {
    const item = copy("node-item", {node, build, revision: behind > 0 ? `${appliedRevision} (−${behind})` : appliedRevision});
    const state = live ? "live" : "silent";
    mood(item.querySelector("[data-field=liveness]"), live ? "good" : "bad", word(state));
    return item;
}

function changeItem({at, actor, action, target, detail}) {
    const item = copy("change-item", {
        actor, action: word(action), target: target.split("/").pop() + (action === "pointer.put" ? ` → ${detail.version}` : ""),
        reason: detail.reason});
    showTime(item, at);
    return item;
}

// Spaces

async function search(after = null) {
    const query = new URLSearchParams({limit: 25});
    for (const [name, value] of new FormData($("search"))) {
        if (value.trim()) {
            query.set(name, value.trim());
        }
    }
    if (after) {
        query.set("after", after);
    }
    const mine = ++asked;
    try {
        const page = await api(`/api/v1/spaces?${query}`);
        if (mine !== asked) {
            return; // A later search was quicker.
        }
        const rows = page.items.map(spaceRow);
        after ? $("spaces").append(...rows) : $("spaces").replaceChildren(...rows);
        next = page.next ?? null;
        $("more").hidden = !next;
        $("no-space").hidden = $("spaces").childElementCount > 0;
    } catch (refused) {
        $("fault").textContent = refused.message;
    }
}

function spaceRow(space) {
    const row = copy("space-row", {...space, kind: word(space.kind)});
    row.querySelector("[data-act=details]").addEventListener("click", () => openDetails(space));
    const flip = row.querySelector("[data-act=flip]");
    flip.hidden = document.body.dataset.role === "viewer";
    flip.addEventListener("click", () => openFlip(space));
    return row;
}

// Flipping

let flipping = null;

function openFlip(space) {
    flipping = space;
    fill($("flip"), space);
    const served = new Set(space.databases.filter(({role}) => role === "live").map(({version}) => version));
    $("flip-version").replaceChildren(...versions.filter(({version}) => version !== space.version).map(({version, engine}) => {
        const possible = engine === "manual" || served.has(version);
        const option = new Option(possible ? version : `${version} – ${word("no-database")}`, version);
        option.disabled = !possible;
        return option;
    }));
    $("flip-reason").value = "";
    $("flip-force").hidden = true;
    $("flip-force").firstElementChild.checked = false;
    mood($("flip-result"), "", "");
    $("flip").showModal();
}

async function flip(dryRun) {
    if (!$("flip").querySelector("form").reportValidity()) {
        return;
    }
    const query = new URLSearchParams(dryRun ? {dryRun: true} : {wait: "5s"});
    if ($("flip-force").firstElementChild.checked) {
        query.set("force", "true");
    }
    const buttons = $("flip").querySelectorAll("button");
    buttons.forEach((button) => button.disabled = true);
    try {
        const done = await api(`/api/v1/spaces/${flipping.space}/pointer?${query}`, {
            method: "PUT",
            headers: {"Content-Type": "application/json", "If-Match": `"${flipping.revision}"`},
            body: JSON.stringify({version: $("flip-version").value, reason: $("flip-reason").value}),
        });
        mood($("flip-result"), "good", say(dryRun ? "tried" : "flipped", {...done, ...done.nodes}));
        if (!dryRun) {
            flipping = {...flipping, version: done.version, revision: done.revision};
            await Promise.all([refresh(), search()]);
        }
    } catch (refused) {
        mood($("flip-result"), "bad", refused.message);
        $("flip-force").hidden = refused.code !== "no-healthy-upstream";
    } finally {
        buttons.forEach((button) => button.disabled = false);
    }
}

// Details

async function openDetails({space, host}) {
    try {
        const [explained, history] = await Promise.all([
            api(`/api/v1/explain?host=${encodeURIComponent(host)}`), api(`/api/v1/spaces/${space}/history?limit=20`)]);
        fill($("details"), {host, decision: word(explained.here.decision), version: explained.here.version});
        $("details").querySelector("[data-field=decision]").title = explained.here.why;
        $("details-nodes").replaceChildren(...(explained.nodes ?? []).map(({node, decides}) => {
            const item = copy("decision-item", {node});
            mood(item.querySelector("[data-field=decides]"), decides === "same" ? "good" : "warn", word(decides));
            return item;
        }));
        $("details-history").replaceChildren(...history.items.map((flip) => {
            const item = copy("flip-item", flip);
            showTime(item, flip.at);
            return item;
        }));
        $("no-history").hidden = history.items.length > 0;
        $("details").showModal();
    } catch (refused) {
        $("fault").textContent = refused.message;
    }
}

// Events

$("sign-in").querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    sessionStorage.setItem(TOKEN, $("token").value.trim());
    $("sign-in-fault").textContent = "";
    enter();
});
$("sign-out").addEventListener("click", () => signOut());
let typing;
$("search").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, 200);
});
$("search").addEventListener("submit", (event) => event.preventDefault());
$("more").addEventListener("click", () => search(next));
$("flip").querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    flip(false);
});
$("flip-try").addEventListener("click", () => flip(true));
$("flip-close").addEventListener("click", () => $("flip").close());
document.addEventListener("visibilitychange", refresh);
setInterval(refresh, REFRESH_MILLIS);

sessionStorage.getItem(TOKEN) ? enter() : show(false);
