// The filter, which is shown only where there is script to work it; links lead to what it hides, too.
const form = document.getElementById("choose");
if (form) {
  const marks = [...document.querySelectorAll(".sides [data-category]")];
  const differences = [...document.querySelectorAll(".differences li")];
  const rows = [...document.querySelectorAll(".sides tbody tr")];
  const documents = [...document.querySelectorAll(".document")];
  const filter = () => {
    const category = form.elements.category.value;
    const fits = ({ dataset }) => !category || dataset.category.split(" ").includes(category);
    for (const mark of marks) mark.classList.toggle("muted", !fits(mark));
    for (const difference of differences) difference.hidden = !fits(difference);
    for (const row of rows) {
      row.hidden = form.elements.differing.checked && !row.querySelector("[data-category]:not(.muted)");
    }
    for (const each of documents) each.hidden = !each.querySelector(".differences li:not([hidden])");
    const shown = differences.filter((difference) => !difference.hidden).length;
    form.querySelector("output").value = `${shown} of ${differences.length} differences`;
  };
  const reach = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]") || target.closest(".muted + .numbers")) { form.reset(); filter(); }
    const folded = target.closest(".document");
    if (folded) folded.open = true;
    target.scrollIntoView({ block: "center" });
    target.focus();
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", reach);
  addEventListener("beforeprint", () => documents.forEach((each) => { each.open = true; }));
  filter();
  reach();
}
