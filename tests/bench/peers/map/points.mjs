/* What the others make of the feed's members. */

/** The members with one of the themes. */
export const of = (feed, themes) => {
  const asked = new Set(themes);
  return feed.members.filter((member) => member.themes.some((theme) => asked.has(theme)));
};

export const geojson = (members) => ({
  type: 'FeatureCollection',
  features: members.map(({ id, name, place: { lat, lng } }) => (
    { type: 'Feature', properties: { id, name }, geometry: { type: 'Point', coordinates: [lng, lat] } })),
});

/** Japan, as far as the sample has members. */
export const JAPAN = { west: 127, south: 25.9, east: 146, north: 45.6 };
