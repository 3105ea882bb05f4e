// Made by `cargo xtask generate` from widgets/catalogue. Do not edit.

/** What every element of the kit has. */
export interface RanElement extends HTMLElement {
  /** The address of the feed. Elements with the same address share one request. */
  feed: string;
  /** Light or dark; `auto` follows the page's `color-scheme`: a page that says nothing is light, one that says `light dark` follows the visitor's system. */
  theme: 'auto' | 'light' | 'dark';
  /** `lazy` waits until the element comes near the visible part of the page. */
  loading: 'lazy' | 'eager';
  /** Reads the feed again, or starts the widget again after a failure. */
  refresh(): Promise<void>;
}

/** Shows that a member belongs to the alliance. */
export interface RanMemberBadgeElement extends RanElement {
  /** The id of the member in the feed. */
  member: string;
  /** How large the badge is. */
  size: 'm' | 's' | 'l';
  /** Where the badge leads, for example a profile page. Without it: the alliance's site. */
  link: string;
}

/** Shows one member: who, where, themes, programmes and next events. */
export interface RanMemberProfileElement extends RanElement {
  /** The id of the member in the feed. */
  member: string;
  /** Which sections are shown, in the order of the profile; none means all. */
  sections: string;
  /** The level of the member's name among the page's headings; sections are one below. */
  headingLevel: '2' | '3' | '4';
}

/** Shows events by month, week and as a list, with filters, search and each event in detail. */
export interface RanEventCalendarElement extends RanElement {
  /** How the events are shown at first; the visitor may change it. */
  view: 'month' | 'week' | 'agenda';
  /** The day whose month or week is shown at first, for example `2026-04-01`. Without it: today. */
  date: string;
  /** The day with which a week begins. */
  weekStart: 'sunday' | 'monday';
  /** How a year is written: 2026年（令和8年）, 2026年, or with the Japanese fiscal year, 2026年（令和8年度）. */
  year: 'era' | 'western' | 'fiscal';
  /** Only events of these kinds, for example `seminar workshop`. The visitor filters within them; so with the next seven. */
  kinds: string;
  /** Only events for these audiences. */
  audience: string;
  /** Only events of these themes of the feed. */
  themes: string;
  /** Only events in these prefectures, by their JIS X 0401 codes. */
  prefecture: string;
  /** Only events that these members hold. */
  host: string;
  /** Only events of these programmes. */
  programme: string;
  /** Only events held in these ways. */
  mode: string;
  /** Only events in which these words are found. */
  search: string;
  /** The level of the calendar's heading among the page's headings; days are one below. */
  headingLevel: '2' | '3' | '4';
  /** What the visitor sees is kept in the page's address as `#ran-…`, and shown again from there; Back closes an event. For one calendar on a page. */
  deepLink: boolean;
  /** Tells search engines of the coming events, as schema.org JSON-LD in the page's head. Not for a page under Trusted Types, which reports it as a violation. */
  jsonLd: boolean;
  /** Shows the month or week of a day, for example `2026-04-01`. */
  goTo(date: string): Promise<void>;
}

/** Shows members on a map of Japan, with list, search, filters and each member in detail. */
export interface RanMemberMapElement extends RanElement {
  /** Map and list, or the list alone, at first; the visitor may change it. */
  view: 'map' | 'list';
  /** Only members that are good at these themes of the feed. The visitor filters within them; so with the next two. */
  themes: string;
  /** Only members in these prefectures, by their JIS X 0401 codes. */
  prefecture: string;
  /** Only members that run these programmes. A single one is shown as one movement over its regions. */
  programme: string;
  /** The id of the member that is open at first. */
  member: string;
  /** The level of the map's heading among the page's headings. */
  headingLevel: '2' | '3' | '4';
  /** The address of raster tiles (Web Mercator, 256 px) with `{z}`, `{x}` and `{y}` in it, shown when the map is close: an https address, which the page's policy must allow in `img-src`, or a path of the page's own site. Off by default. */
  tiles: string;
  /** Who made the tiles, shown with them. 地理院タイル are credited without it. */
  tilesCredit: string;
  /** The open member and the filters are kept in the page's address as `#ran-…`, and shown again from there; Back closes a member. For one element on a page. */
  deepLink: boolean;
  /** Brings a member into the middle of the map; where only the list is shown, or a filter leaves the member out, opens it. */
  focusMember(id: string): Promise<void>;
}

/** Shows a form that the feed defines, and sends it. */
export interface RanSignUpElement extends RanElement {
  /** The id of the form in the feed. */
  form: string;
  /** Where the form is sent, instead of where the feed says. */
  endpoint: string;
  /** The level of the form's title among the page's headings; steps are one below. */
  headingLevel: '2' | '3' | '4';
}

declare global {
  interface HTMLElementTagNameMap {
    'ran-member-badge': RanMemberBadgeElement;
    'ran-member-profile': RanMemberProfileElement;
    'ran-event-calendar': RanEventCalendarElement;
    'ran-member-map': RanMemberMapElement;
    'ran-sign-up': RanSignUpElement;
  }
  interface HTMLElementEventMap extends RanEventMap {}
  interface DocumentEventMap extends RanEventMap {}
  interface WindowEventMap extends RanEventMap {}
}

/** What the elements fire. All bubble and are composed. */
export interface RanEventMap {
  /** The widget shows the feed for the first time, or again after a failure. */
  'ran-ready': CustomEvent<Record<string, never>>;
  /** The feed cannot be read, the widget failed, an attribute names nothing that can be shown (no member, no form, no tiles), or a form's receiver does not serve it. Where nothing can be shown, what the page held before stays or comes back; in the place of a member or form that the feed does not have, the widget says so. While older content is shown, marked with its age, there is none. */
  'ran-error': CustomEvent<{ code: RanErrorCode; message: string }>;
  /** The visitor chose something of the feed. */
  'ran-select': CustomEvent<{ type: 'member' | 'event' | 'programme'; id: string }>;
  /** What was open in full is closed: by the visitor, or because it is gone. */
  'ran-close': CustomEvent<Record<string, never>>;
  /** The visitor changed the filters. */
  'ran-filter-change': CustomEvent<{ filters: Record<string, string[]> }>;
  /** A form was accepted; the receipt's number is the visitor's to keep. */
  'ran-submit': CustomEvent<{ form: string; receipt: string }>;
}

/** Why there was an error. */
export type RanErrorCode =
  /** The element has no `feed` that is an http or https address. */
  | 'feed-address'
  /** Nothing answered, or the answer may not be read: the page's policy or the server's CORS. */
  | 'network'
  /** There was no answer in time. */
  | 'timeout'
  /** The server answered with an error. */
  | 'http'
  /** The feed is larger than what is read. */
  | 'too-large'
  /** The feed is empty. */
  | 'empty'
  /** The feed is not in UTF-8. */
  | 'encoding'
  /** At the feed's address stands a web page. */
  | 'html'
  /** The feed is not JSON. */
  | 'not-json'
  /** The feed is JSON, but no object. */
  | 'not-an-object'
  /** The feed is of a later version than this kit knows. */
  | 'version'
  /** The member or form that the element is for is not in the feed. */
  | 'unknown-name'
  /** The map's `tiles` cannot be used. */
  | 'tiles'
  /** The form's receiver gave no answer that the page may read, or does not take the form; the visitor goes on typing, or is told where to ask. */
  | 'receiver'
  /** The kit could not be loaded or started. */
  | 'kit-unavailable'
  /** The program has ended in a fault of its own; `refresh()` starts the element again. */
  | 'panic';
