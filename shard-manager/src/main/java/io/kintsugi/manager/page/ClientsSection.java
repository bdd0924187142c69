package io.kintsugi.manager.page;

import io.kintsugi.manager.publish.ClientStatus;

/** Who uses the topology, and which version. */
final class ClientsSection {
    private static final int CLIENTS_MAX = 200;

    private ClientsSection() {}

    static void render(Markup page, StatusView view) {
        long version = view.topology().map(known -> known.version()).orElse(0L);
        Listing listing =
                Listing.open(page, "clients", "Clients", "", "Client", "Applied version", "From", "Heard last");
        view.clients().stream().limit(CLIENTS_MAX).forEach(client -> row(listing, client, version));
        listing.close(view.clients().size(), CLIENTS_MAX, "");
        Words.command(page, view, view.baseUrl() + "/v1/clients");
    }

    private static void row(Listing listing, ClientStatus client, long version) {
        boolean current = client.version() == version;
        listing.styled(
                current ? "" : "watch",
                client.id(),
                current ? client.version() + ", current" : "▲ " + client.version() + ", not " + version,
                client.address(),
                StatusPage.TIME.format(client.lastSeen()));
    }
}
