// The filter, which is shown only where there is script to work it; links lead to what it hides or is folded, too.
const form = document.getElementById("filter");
if (form) {
  const findings = [...document.querySelectorAll("article")];
  const files = [...document.querySelectorAll(".of-file")];
  const filter = () => {
    const chosen = new FormData(form);
    const fits = ({ severity, rule, file }) => chosen.getAll("severity").includes(severity)
      && ["", rule].includes(chosen.get("rule")) && ["", file].includes(chosen.get("file"));
    for (const finding of findings) finding.hidden = !fits(finding.dataset);
    for (const file of files) file.hidden = !file.querySelector("article:not([hidden])");
    const shown = findings.filter((finding) => !finding.hidden).length;
    form.querySelector("output").value = `${shown} of ${findings.length} shown`;
  };
  const reach = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) { form.reset(); filter(); }
    const folded = target.closest(".of-file");
    if (folded) folded.open = true;
    target.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reach);
  addEventListener("beforeprint", () => files.forEach((file) => { file.open = true; }));
  filter();
  reach();
}
