/* Every piece of text that a person sees or hears, outside code and other languages. The editors'
   table of fields names YAML's own words. */
() => {
  const OUTSIDE = "script, style, code, pre, kbd, samp, .field_table td, [lang]:not([lang|=sv]), [hidden=until-found]";
  const found = [];
  const note = (where, text, element) => {
    const own = element.closest("[lang]");
    if (text?.trim() && !element.closest(OUTSIDE) && (!own || own.lang.startsWith("sv")))
      found.push([where, text.trim().replace(/\s+/g, " ")]);
  };
  for (const title of document.querySelectorAll("head > title:lang(sv)")) found.push(["title", title.text]);
  for (const meta of document.querySelectorAll("meta[name=description]:lang(sv)")) found.push(["description", meta.content]);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) note(node.parentElement.tagName.toLowerCase(), node.data, node.parentElement);
  for (const element of document.querySelectorAll("body, body *")) {
    for (const name of ["title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "alt", "placeholder"])
      if (element.hasAttribute(name)) note(`${element.tagName.toLowerCase()}[${name}]`, element.getAttribute(name), element);
    for (const part of ["::before", "::after"]) {
      const { content } = getComputedStyle(element, part);
      if (/^"/.test(content)) note(`${element.tagName.toLowerCase()}${part}`, content.slice(1, -1), element);
    }
  }
  return found;
}
