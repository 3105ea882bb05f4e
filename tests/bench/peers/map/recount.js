/* Not measured: what supercluster counts where ours has shown clusters. Its latest version, and 8, on whose results ours is built. */
import Supercluster from 'supercluster';
import Supercluster8 from 'supercluster8';

/** From parts of the world to degrees, and so exactly to what the library makes of them. */
const degrees = ([x, y]) => [(x - 0.5) * 360, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90];
const feature = (at) => ({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: degrees(at) } });
window.recount = async (looks, { radius, farthest, closest, world }) => {
  const points = (await (await fetch('/points.json')).json()).map((point) => point.map((units) => units / world));
  return [Supercluster8, Supercluster].map((Version) => {
    const index = new Version({ radius, extent: 256, minZoom: farthest, maxZoom: closest });
    index.load(points.map(feature));
    return looks.map(({ zoom, box }) => {
      const [west, north, east, south] = box.map((units) => units / world);
      const clusters = index.getClusters([...degrees([west, south]), ...degrees([east, north])], zoom);
      return clusters.map(({ properties }) => properties.point_count ?? 1).sort((a, b) => a - b);
    });
  });
};
