// What supercluster counts at each zoom: `npm ci && npm run make` in this folder.
import Supercluster from 'supercluster';

/** A generator of numbers from 0 to 1 that gives the same ones every time (Park and Miller, 1988). */
let seed = 20220325;
const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
const round = (degrees) => Math.round(degrees * 1e5) / 1e5;
const around = ([lng, lat], spread) => [
  round(lng + (random() + random() - 1) * spread),
  round(lat + (random() + random() - 1) * spread),
];

const CITIES = [[137.953, 36.115], [141.303, 38.434], [139.183, 37.744], [139.692, 35.69], [135.52, 34.686], [130.418, 33.606], [141.347, 43.064], [127.681, 26.212]];
const scattered = Array.from({ length: 600 }, () => [round(129 + random() * 17), round(31 + random() * 14)]);
const cities = Array.from({ length: 600 }, (_, at) => around(CITIES[at % CITIES.length], at % 3 ? 0.4 : 4));
const crowd = [...Array.from({ length: 300 }, () => CITIES[0]), ...cities.slice(0, 60)];

/** Pairs of a count and how many clusters have it. */
function counts(index, zoom) {
  const seen = new Map();
  for (const { properties } of index.getClusters([-180, -85, 180, 85], zoom)) {
    const count = properties.point_count ?? 1;
    seen.set(count, (seen.get(count) ?? 0) + 1);
  }
  return [...seen].sort((a, b) => a[0] - b[0]);
}

const sets = [
  ['scattered', scattered, 40, 512],
  ['cities', cities, 64, 256],
  ['a crowd at one point', crowd, 60, 256],
].map(([name, points, radius, extent]) => {
  const index = new Supercluster({ radius, extent, minZoom: 0, maxZoom: 16 });
  index.load(points.map((coordinates) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates } })));
  return { name, radius, extent, points, zooms: Array.from({ length: 17 }, (_, zoom) => counts(index, zoom)) };
});
console.log(JSON.stringify({ made: 'by make.js with supercluster 8.0.1 (ISC, Mapbox)', sets }));
