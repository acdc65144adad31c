// The promised policies in WebKit: see policies.mjs. In a file of its own, since a walk takes the
// engine long and files run beside each other.
// Never: a test that another engine lacks.

import { underPolicies } from "./policies.mjs";

if ((process.env.ENGINE ?? "webkit") === "webkit") underPolicies("webkit");
