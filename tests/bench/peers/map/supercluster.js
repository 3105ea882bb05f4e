/* The index alone: nothing is drawn. */
import Supercluster from 'supercluster';
import { geojson, of } from './points.mjs';

const WORLD = [-180, -85, 180, 85];
let view;
let seen = null;
function load(members) {
  const { radius, farthest, closest, zoom } = view;
  const index = new Supercluster({ radius, extent: 256, minZoom: farthest, maxZoom: closest });
  index.load(geojson(members).features);
  seen = index.getClusters(WORLD, zoom).map(({ properties }) => properties.point_count ?? 1);
}
window.peer = {
  show(_, feed, asked) {
    view = asked;
    load(feed.members);
  },
  counts: () => seen,
  filter(themes, feed) { load(of(feed, themes)); },
  tiles: () => 0,
};
