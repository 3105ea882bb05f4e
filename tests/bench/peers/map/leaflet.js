import L from 'leaflet';
import 'leaflet.markercluster';
import 'leaflet/dist/leaflet.css';
import 'leaflet.markercluster/dist/MarkerCluster.css';
import 'leaflet.markercluster/dist/MarkerCluster.Default.css';
import iconUrl from 'leaflet/dist/images/marker-icon.png';
import shadowUrl from 'leaflet/dist/images/marker-shadow.png';
import { JAPAN, of } from './points.mjs';

// What its documentation tells users of bundlers to do.
delete L.Icon.Default.prototype._getIconUrl;
L.Icon.Default.mergeOptions({ iconUrl, shadowUrl });

let map;
let group;
const markers = (members) => members.map(({ name, place: { lat, lng } }) => L.marker([lat, lng], { title: name }));
const japan = [[JAPAN.south, JAPAN.west], [JAPAN.north, JAPAN.east]];
window.peer = {
  show(root, feed, { radius, closest }) {
    map = L.map(root, { maxZoom: closest }).fitBounds(japan);
    // First the group, then its markers: in a group that is on no map, each marker looks through all that wait.
    group = L.markerClusterGroup({ maxClusterRadius: radius }).addTo(map);
    group.addLayers(markers(feed.members));
  },
  counts: (isSeen) => [...document.querySelectorAll('.leaflet-marker-icon')]
    .filter((icon) => !isSeen || icon.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .map((icon) => (icon.classList.contains('marker-cluster') ? Number(icon.textContent) : 1)),
  filter(themes, feed) {
    group.clearLayers();
    group.addLayers(markers(of(feed, themes)));
  },
  go({ lat, lng, zoom }) { map.setView([lat, lng], zoom, { animate: false }); },
  closer() { document.querySelector('.leaflet-control-zoom-in').click(); },
  farther() { document.querySelector('.leaflet-control-zoom-out').click(); },
  whole() { map.fitBounds(japan, { animate: false }); },
  where: () => `${map.getCenter()} ${map.getZoom()}`,
  surface: () => map.getContainer(),
  /** The tile layer of the documentation's first example; it is counted and not asked. */
  tiles() {
    let asked = 0;
    const Counted = L.TileLayer.extend({
      createTile(_, done) {
        asked += 1;
        done(null, null);
        return document.createElement('img');
      },
    });
    new Counted('https://tile.openstreetmap.org/{z}/{x}/{y}.png').addTo(map);
    return asked;
  },
};
