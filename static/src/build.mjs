// Builds static/built/ from static/src/ and the design system: `npm run build`.
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";

const source = dirname(fileURLToPath(import.meta.url));
const root = join(source, "..", "..");
const built = join(root, "static", "built");
const system = join(root, "node_modules", "govuk-frontend", "dist", "govuk");

mkdirSync(built, { recursive: true });
for (const name of readdirSync(source)) {
  if (name.endsWith(".scss") && !name.startsWith("_")) {
    const { css } = compile(join(source, name), {
      style: "compressed",
      loadPaths: [join(root, "node_modules")],
      quietDeps: true,
    });
    writeFileSync(join(built, name.replace(/\.scss$/, ".css")), css);
  } else if (name.endsWith(".js") || name.endsWith(".svg")) {
    cpSync(join(source, name), join(built, name));
  }
}

// The file points at a source map that we don't serve; hashed storage would refuse to go on without it.
const script = readFileSync(join(system, "govuk-frontend.min.js"), "utf8");
writeFileSync(join(built, "govuk-frontend.min.js"), script.replace(/\/\/# sourceMappingURL=.*\s*$/, ""));
