package io.kintsugi.manager.page;

import io.kintsugi.manager.health.ClusterHealth;
import io.kintsugi.manager.health.Condition;
import io.kintsugi.manager.publish.PublishedTopology;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Renders the status page. Pure: the same view gives the same page. */
public final class StatusPage {
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private static final String REFRESH_SECONDS = "10";

    private StatusPage() {}

    /** A whole HTML document. */
    public static String render(StatusView view) {
        Markup page = new Markup();
        page.doctype().open("html", "lang", "en");
        head(page, view);
        page.open("body");
        Emblem.gold(page);
        page.open("main", "aria-live", "off");
        masthead(page, view);
        FileProblemSection.render(page, view);
        MapSection.render(page, view);
        TablesSection.render(page, view);
        NodesSection.render(page, view);
        RangesSection.render(page, view);
        ClientsSection.render(page, view);
        JournalSection.render(page, view);
        page.close("main");
        foot(page, view);
        page.close("body").close("html");
        return page.toString();
    }

    private static void head(Markup page, StatusView view) {
        page.open("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.empty("meta", "name", "color-scheme", "content", "light dark");
        page.leaf("title", condition(view).symbol() + " " + cluster(view) + " · Kintsugi");
        page.empty("link", "rel", "icon", "type", "image/svg+xml", "href", "/assets/icon.svg");
        page.empty("link", "rel", "stylesheet", "href", "/assets/kintsugi.css");
        page.open("script", "src", "/assets/live.js", "defer", "").close("script");
        page.open("noscript").empty("meta", "http-equiv", "refresh", "content", REFRESH_SECONDS);
        page.close("noscript").close("head");
    }

    private static void masthead(Markup page, StatusView view) {
        page.open("header", "class", "masthead");
        page.open("p", "class", "brand");
        Emblem.bowl(page);
        page.text("Kintsugi").close("p");
        page.leaf("h1", cluster(view));
        Condition condition = condition(view);
        page.open("p", "class", "headline " + condition.label(), "role", "status");
        page.leaf("span", condition.symbol(), "class", "symbol", "aria-hidden", "true");
        page.text(" " + headline(view)).close("p");
        view.topology().ifPresent(topology -> page.leaf("p", facts(topology), "class", "facts"));
        page.close("header");
    }

    private static String facts(PublishedTopology topology) {
        return "Topology version " + topology.version() + ", since " + TIME.format(topology.time()) + " · "
                + Words.count(topology.topology().keyspaces().size(), "keyspace") + " · "
                + Words.count(topology.topology().nodes().size(), "node") + " · "
                + topology.topology().dialect().label();
    }

    private static String cluster(StatusView view) {
        return view.topology().map(known -> known.topology().cluster()).orElse("No cluster yet");
    }

    private static Condition condition(StatusView view) {
        Condition health = view.health().map(ClusterHealth::condition).orElse(Condition.UNKNOWN);
        boolean fileRefused = view.fileProblem().isPresent();
        return fileRefused && health.compareTo(Condition.WATCH) < 0 ? Condition.WATCH : health;
    }

    private static String headline(StatusView view) {
        if (view.topology().isEmpty()) {
            return "Waiting for a topology.";
        }
        String health = view.health().map(ClusterHealth::headline).orElse("Having a first look around.");
        return view.fileProblem().isPresent() ? health + " The cluster file was refused." : health;
    }

    private static void foot(Markup page, StatusView view) {
        page.open("footer").open("p");
        page.text("As of ").leaf("time", TIME.format(view.now())).text(". The same as data: ");
        page.leaf("a", "nodes", "href", "/v1/nodes").text(", ");
        page.leaf("a", "topology", "href", "/v1/topology").text(", ");
        page.leaf("a", "interface", "href", "/v1/openapi.json").text(".");
        page.close("p").close("footer");
    }
}
