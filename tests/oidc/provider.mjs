// A certified OpenID Connect provider on this computer, for the tests of signing in. Its own page signs in whoever is
// chosen there: node provider.mjs '{"port": ..., "redirects": [...], "accounts": {"sub": {"email": ..., "amr": [...]}}}'
import { createServer } from "node:http";
import Provider from "oidc-provider";

const { port, redirects, accounts } = JSON.parse(process.argv[2]);

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ client_id: "infoshare", client_secret: "a-secret-of-the-tests", redirect_uris: redirects }],
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified"], profile: ["name"] },
  features: { devInteractions: { enabled: false } },
  pkce: { required: () => true },
  cookies: { keys: ["only for tests"] },
  interactions: { url: (ctx, interaction) => `/choose/${interaction.uid}` },
  async findAccount(ctx, sub) {
    const { email, email_verified: verified } = accounts[sub];
    return { accountId: sub, claims: () => ({ sub, email, email_verified: verified, name: sub }) };
  },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId,
      accountId: ctx.oidc.session.accountId,
    });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
});

function page(uid) {
  const buttons = Object.keys(accounts).map((sub) => `<button name="sub" value="${sub}">${sub}</button>`);
  return `<!DOCTYPE html><html lang="en"><title>Who are you?</title><link rel="icon" href="data:,">
    <form action="/choose/${uid}/done">${buttons.join("")}</form></html>`;
}

const answer = provider.callback();
createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, `http://127.0.0.1:${port}`);
  const [, choose, uid, done] = pathname.split("/");
  if (choose !== "choose") return answer(request, response);
  if (!done) return response.setHeader("Content-Type", "text/html").end(page(uid));
  const sub = searchParams.get("sub");
  return provider.interactionFinished(request, response, { login: { accountId: sub, amr: accounts[sub].amr } });
}).listen(port, "127.0.0.1", () => console.log("listening"));
