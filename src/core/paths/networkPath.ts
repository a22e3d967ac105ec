/** A path between two zones or Regions through the AWS network. Members are absent if the response does not contain them. */
export interface NetworkPath {
  localZoneId?: string;
  /** Also absent if the path leaves the Region. */
  remoteZoneId?: string;
  localRegion?: string;
  remoteRegion?: string;
  /** How much the network impairs the path; higher is worse. AWS does not document the scale. */
  impactScore?: number;
  /** The worst level in the window, as the API names it. AWS does not document the names. */
  impactLevel?: string;
  bytes?: number;
  roundTripTimeMicroseconds?: number;
  subnetPairs: readonly SubnetPair[];
  /** Cells of unknown columns, by column name. */
  extras: ReadonlyMap<string, string>;
}

/** The part of a path between two subnets. */
export interface SubnetPair {
  localSubnetId?: string;
  remoteSubnetId?: string;
  bytes?: number;
  roundTripTimeMicroseconds?: number;
}
