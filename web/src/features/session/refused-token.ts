import type { OidcWay } from "@/shared/api/get-way-in";
import type { Problem } from "@/shared/api/problem";

type Claims = Record<string, unknown>;

/// What a JWT says (RFC 7519); null: the token is none.
export function claimsOf(token: string): Claims | null {
  const [, payload, signature] = token.split(".");
  if (payload === undefined || signature === undefined) return null;
  try {
    const bytes = atob(payload.replaceAll("-", "+").replaceAll("_", "/"));
    return JSON.parse(bytes) as Claims;
  } catch {
    return null;
  }
}

/// As the server: clocks may differ so much.
const leeway = 5;

/// Why the server did not take the token that the provider has just given.
export function refusedToken(token: string, way: OidcWay, now = Date.now()): Problem {
  const problem = {
    title: "RetainWise does not take the token that the provider gave.",
    status: 0,
  };
  const claims = claimsOf(token);
  if (claims === null)
    return {
      ...problem,
      detail:
        "The provider gave an access token that only it can read, and RetainWise needs a JWT.",
      hint:
        "Tell the provider of an API whose access tokens are JWTs, and set OIDC_AUDIENCE to what it " +
        `calls that API${way.audience === null ? "" : ` (now ${way.audience})`}.`,
    };
  if (claims.iss !== way.issuer)
    return {
      ...problem,
      detail: `The token is of ${String(claims.iss)}, and OIDC_ISSUER is ${way.issuer}.`,
      hint: "Set OIDC_ISSUER to exactly what the token says, to the last slash.",
    };
  if (way.audience !== null && ![claims.aud].flat().includes(way.audience))
    return {
      ...problem,
      detail: `The token is for ${forWhom(claims.aud)}, and OIDC_AUDIENCE is ${way.audience}.`,
      hint: "Let the provider put that audience into the access tokens of this client, or set OIDC_AUDIENCE to what the token says.",
    };
  const issued = Number(claims.iat ?? 0);
  if (issued > now / 1000 + leeway || Number(claims.exp) < now / 1000 - leeway)
    return {
      ...problem,
      detail: "By this computer's clock the token is not valid now.",
      hint: "Set the clocks of the provider, of RetainWise and of this computer (NTP): they may differ by 5 seconds.",
    };
  return {
    ...problem,
    detail: "The server refused it.",
    hint: "Its log says why: look for the last request_refused. Often it is the clock, AUTHORIZED_PARTIES, or an algorithm other than RS256.",
  };
}

function forWhom(audience: unknown): string {
  const names = [audience].flat().filter((name) => typeof name === "string");
  return names.length === 0 ? "nobody in particular" : names.join(", ");
}
