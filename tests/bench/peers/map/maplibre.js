import { Map as MapLibre, NavigationControl, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { JAPAN, geojson, of } from './points.mjs';

setWorkerUrl('/maplibre.worker.js');
const PIXEL = 'data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==';
let map;
let drawn = null;
let asked = 0;
const bounds = [[JAPAN.west, JAPAN.south], [JAPAN.east, JAPAN.north]];
const inView = (members) => ({ type: 'geojson', data: geojson(members) });
/** The documentation's example of clusters, with the letters of the device. */
const style = (members, { radius, closest }) => ({
  version: 8,
  sources: { members: { ...inView(members), cluster: true, clusterRadius: radius, clusterMaxZoom: closest } },
  layers: [
    { id: 'clusters', type: 'circle', source: 'members', filter: ['has', 'point_count'],
      paint: { 'circle-color': '#51bbd6', 'circle-radius': ['step', ['get', 'point_count'], 20, 100, 30, 750, 40] } },
    { id: 'counts', type: 'symbol', source: 'members', filter: ['has', 'point_count'],
      layout: { 'text-field': ['get', 'point_count_abbreviated'], 'text-size': 12 } },
    { id: 'points', type: 'circle', source: 'members', filter: ['!', ['has', 'point_count']],
      paint: { 'circle-color': '#11b4da', 'circle-radius': 4, 'circle-stroke-width': 1, 'circle-stroke-color': '#fff' } },
  ],
});
window.peer = {
  show(root, feed, view) {
    map = new MapLibre({
      container: root, style: style(feed.members, view), bounds, maxZoom: view.closest, attributionControl: false,
      transformRequest(url) {
        if (new URL(url, location.href).host === location.host) return undefined;
        asked += 1;
        return { url: PIXEL };
      },
    });
    map.addControl(new NavigationControl());
    // What is drawn is looked through once after each drawing, and not at every look.
    map.on('render', () => { drawn = undefined; });
  },
  counts() {
    if (drawn === undefined && map.isSourceLoaded('members')) {
      const features = map.queryRenderedFeatures({ layers: ['clusters', 'points'] });
      const each = new Map(features.map(({ properties }) => [properties.cluster_id ?? properties.id, properties.point_count ?? 1]));
      drawn = [...each.values()];
    }
    return drawn ?? null;
  },
  filter(themes, feed) { map.getSource('members').setData(geojson(of(feed, themes))); },
  // Its tiles have 512 pixels.
  go({ lat, lng, zoom }) { map.jumpTo({ center: [lng, lat], zoom: zoom - 1 }); },
  closer() { document.querySelector('.maplibregl-ctrl-zoom-in').click(); },
  farther() { document.querySelector('.maplibregl-ctrl-zoom-out').click(); },
  whole() { map.fitBounds(bounds, { animate: false }); },
  where: () => `${map.getCenter()} ${map.getZoom()}`,
  surface: () => map.getCanvas(),
  /** The raster tiles of the documentation's example; they are counted and not asked. */
  async tiles() {
    map.addSource('tiles', { type: 'raster', tiles: ['https://tile.openstreetmap.org/{z}/{x}/{y}.png'], tileSize: 256 });
    map.addLayer({ id: 'tiles', type: 'raster', source: 'tiles' }, 'clusters');
    await map.once('idle');
    return asked;
  },
};
