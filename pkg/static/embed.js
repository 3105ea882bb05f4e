/*
 * The page for frames: `embed.html?widget=member-badge&feed=…&member=…`.
 * The other parameters are the element's attributes. It tells its height to the page around it.
 */
(() => {
  'use strict';
  const settings = new URLSearchParams(location.search);
  const main = document.getElementById('widget');
  const refuse = (text) => {
    const line = document.createElement('p');
    line.setAttribute('role', 'alert');
    line.textContent = text;
    main.append(line);
  };

  const widget = settings.get('widget') || '';
  if (!/^[a-z]+(-[a-z]+)*$/.test(widget)) {
    refuse('表示する部品が指定されていません。アドレスに widget=member-badge のように加えてください。');
    return;
  }
  let feed;
  try { feed = new URL(settings.get('feed') || '/feed.json', location.href); } catch { /* refused below */ }
  const allowed = [location.origin, ...document.querySelector('meta[name=ran-feeds]').content.split(/\s+/)];
  const isOurs = (address) => {
    try { return allowed.includes(new URL(address, location.href).origin); } catch { return false; }
  };
  if (!feed || !isOurs(feed)) {
    refuse('このフィードは、このサイトでは表示できません。');
    return;
  }

  const element = document.createElement(`ran-${widget}`);
  for (const [name, value] of settings) {
    // Whoever writes a link to this page must not have what its visitors fill in.
    if (name === 'endpoint' && !isOurs(value)) {
      console.warn(`ran: endpoint="${value}" is left out: embed.html does not name its origin.`);
      continue;
    }
    if (name !== 'widget' && /^[a-z-]+$/.test(name) && !/^(on|is$|slot$|style$|class$|id$)/.test(name)) element.setAttribute(name, value);
  }
  element.setAttribute('feed', feed.href);
  element.setAttribute('loading', 'eager');
  if (settings.get('lang') === 'en') document.documentElement.lang = 'en';
  if (settings.get('title')) document.title = settings.get('title');
  main.append(element);

  if (parent !== window) {
    // The height is no secret, so any page may hear it; the loader there asks who speaks.
    const tell = () => {
      parent.postMessage({ type: 'ran-resize', height: document.documentElement.getBoundingClientRect().height }, '*');
    };
    new ResizeObserver(tell).observe(document.documentElement);
    addEventListener('message', ({ data, source }) => { if (data?.type === 'ran-ask' && source === parent) tell(); });
  }
})();
