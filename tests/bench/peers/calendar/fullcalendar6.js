import { Calendar } from '@fullcalendar/core';
import ja from '@fullcalendar/core/locales/ja';
import dayGrid from '@fullcalendar/daygrid';
import list from '@fullcalendar/list';

let calendar;
window.peer = {
  show(root, events, date) {
    calendar = new Calendar(root, {
      plugins: [dayGrid, list], initialView: 'dayGridMonth', initialDate: date, locale: ja, firstDay: 0,
      fixedWeekCount: false, dayMaxEvents: 3, moreLinkContent: ({ num }) => `+${num}件`, events,
    });
    calendar.render();
  },
  next() { calendar.next(); },
};
