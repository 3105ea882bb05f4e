// Made by `cargo xtask generate` from widgets/catalogue. Do not edit.

/** What every element of the kit has. */
export interface RanElement extends HTMLElement {
  /** The address of the feed. Elements with the same address share one request. */
  feed: string;
  /** Light or dark; `auto` follows the visitor's system. */
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

declare global {
  interface HTMLElementTagNameMap {
    'ran-member-badge': RanMemberBadgeElement;
    'ran-member-profile': RanMemberProfileElement;
  }
  interface HTMLElementEventMap {
    /** The widget shows the feed for the first time, or again after a failure. */
    'ran-ready': CustomEvent<Record<string, never>>;
    /** The feed cannot be read, or the widget failed. What the page held before stays or comes back. */
    'ran-error': CustomEvent<{ code: string; message: string }>;
    /** The visitor chose something of the feed. */
    'ran-select': CustomEvent<{ type: 'member' | 'event' | 'programme' | 'theme'; id: string }>;
    /** The visitor changed the filters. */
    'ran-filter-change': CustomEvent<{ filters: Record<string, string[]> }>;
    /** A form was accepted; the receipt's number is the visitor's to keep. */
    'ran-submit': CustomEvent<{ form: string; receipt: string }>;
  }
}
