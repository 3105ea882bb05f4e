import { format, getDay, parse, startOfWeek } from 'date-fns';
import { ja } from 'date-fns/locale';
import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Calendar, dateFnsLocalizer } from 'react-big-calendar';
import 'react-big-calendar/lib/css/react-big-calendar.css';

const localizer = dateFnsLocalizer({ format, parse, startOfWeek, getDay, locales: { ja } });
let move;
function App({ events, first }) {
  const [date, setDate] = useState(first);
  move = () => setDate(new Date(date.getFullYear(), date.getMonth() + 1, 15));
  return createElement(Calendar, {
    localizer, events, date, culture: 'ja', view: 'month', views: ['month', 'agenda'], onNavigate: setDate, onView() {},
    messages: { showMore: (count) => `+${count}件` }, style: { height: 700 },
  });
}
window.peer = {
  show(root, events, date) {
    const timed = events.map((event) => ({ ...event, start: new Date(event.start), end: new Date(event.end) }));
    createRoot(root).render(createElement(App, { events: timed, first: new Date(date) }));
  },
  next() { move(); },
};
