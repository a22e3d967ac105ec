/** The way between two zones or Regions through AWS' network. Members are absent where the answer did not tell. */
export interface NetworkPath {
  localZoneId?: string;
  /** Absent too where the path leaves the Region. */
  remoteZoneId?: string;
  localRegion?: string;
  remoteRegion?: string;
  /** How much the network hurts the path: the higher the worse. AWS does not document the scale. */
  impactScore?: number;
  /** The worst in the window, in the API's own word. AWS does not document the words. */
  impactLevel?: string;
  bytes?: number;
  roundTripTimeMicroseconds?: number;
  subnetPairs: readonly SubnetPair[];
  /** Cells of columns that nobody here knows, by the columns' names. */
  extras: ReadonlyMap<string, string>;
}

/** The part of a path between two subnets. */
export interface SubnetPair {
  localSubnetId?: string;
  remoteSubnetId?: string;
  bytes?: number;
  roundTripTimeMicroseconds?: number;
}
