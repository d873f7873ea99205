"""Words that several offers of the demo share."""

from __future__ import annotations

SQUARE = (
    "Bobergstorget i Gasverket, vid den röda klockan",
    "Bobergstorget in Gasverket, by the red clock",
)
OFFICE = (
    "Projektkontoret, Bobergsgatan 15, entrén mot gården",
    "The project office, Bobergsgatan 15, the entrance from the courtyard",
)
DIRECTIONS = (
    "Tunnelbana till Ropsten, därifrån tio minuters promenad, eller buss 6 till hållplats "
    "Jaktplan. Var på plats tio minuter före start. Det finns få parkeringsplatser för bussar: "
    "släpp av gruppen vid Gasverksvägen.",
    "Metro to Ropsten and a ten-minute walk, or bus 6 to the stop Jaktplan. Be there ten minutes "
    "before the start. There is little room for coaches: let the group off at Gasverksvägen.",
)
OUTDOORS = (
    "Vi är utomhus hela tiden, i alla väder. Ta på er bra skor.",
    "We are outdoors all the time, whatever the weather. Wear good shoes.",
)
